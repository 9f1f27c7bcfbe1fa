import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useState } from 'react';
import { useHydrated } from '../../hydrated.ts';

/**
 * Reads the cells of a table out in a line that stays in sight: of the one that a pointer is on, or that the arrow keys
 * have gone to, from the link at the head of its row.
 */
export function CellReader({
	describe,
	children,
}: {
	/** What a cell says, by its row in the body and by its column, without the head of the row. */
	describe: (row: number, column: number) => string | undefined;
	children: ReactNode;
}) {
	const [told, setTold] = useState<string>();
	const hydrated = useHydrated();
	const tell = ({ target }: SyntheticEvent) => {
		const place = placeOf(target);
		setTold(place && place.column >= 0 ? describe(place.row, place.column) : undefined);
	};
	return (
		<>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: one points at its cells, and goes to them from its links */}
			<div
				className="cells"
				onMouseOver={tell}
				onMouseLeave={() => setTold(undefined)}
				onFocus={tell}
				onBlur={() => setTold(undefined)}
				onKeyDown={move}
			>
				{children}
			</div>
			<p
				aria-hidden
				className={`sticky bottom-0 min-h-11 border-t bg-surface py-1.5 text-xs sm:min-h-8 ${hydrated ? '' : 'invisible'} ${told ? '' : 'text-muted'}`}
			>
				{told ??
					'Point at a quarter, or go to it with the arrow keys from its model, to read what it stands for.'}
			</p>
		</>
	);
}

interface Place {
	cell: HTMLTableCellElement;
	row: number;
	/** -1 for the head of the row. */
	column: number;
}

function placeOf(target: EventTarget): Place | null {
	const cell = target instanceof Element ? target.closest<HTMLTableCellElement>('tbody th, tbody td') : null;
	const row = cell?.closest('tr');
	return cell && row ? { cell, row: row.sectionRowIndex, column: cell.cellIndex - 1 } : null;
}

const STEPS: Record<string, { down: number; right: number }> = {
	ArrowUp: { down: -1, right: 0 },
	ArrowDown: { down: 1, right: 0 },
	ArrowLeft: { down: 0, right: -1 },
	ArrowRight: { down: 0, right: 1 },
};

/** Goes to the next cell; cells can have the focus once they are gone to, so that Tab passes them over. */
function move(event: KeyboardEvent): void {
	const place = placeOf(event.target);
	const step = STEPS[event.key];
	if (!place || !step) return;
	const rows = place.cell.closest('tbody')?.rows;
	const next = rows?.[place.row + step.down]?.cells[place.cell.cellIndex + step.right];
	if (!next) return;
	event.preventDefault();
	const link = next.querySelector('a');
	if (!link) next.tabIndex = -1;
	(link ?? next).focus();
}
