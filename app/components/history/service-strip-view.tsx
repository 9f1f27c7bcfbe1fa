import type { StripCell } from './service-strip.ts';

/**
 * The days of a competition beside each other: a full bar where every match was served in time, a shorter one where
 * some were not, a dot where there was none. The table tells the same.
 */
export function ServiceStrip({ cells }: { cells: StripCell[] }) {
	return (
		<div aria-hidden className="mt-1.5 flex h-7 items-end gap-px sm:gap-0.5">
			{cells.map((cell) => (
				<div key={cell.from} title={inWords(cell)} className="flex h-full min-w-0 flex-1 items-end">
					<Bar cell={cell} />
				</div>
			))}
		</div>
	);
}

/** A share of nothing is seen, too. */
const LEAST_HEIGHT = 12;

function Bar({ cell: { matches, served } }: { cell: StripCell }) {
	if (matches === 0) return <div className="h-0.5 w-full rounded-full bg-line" />;
	if (served === matches) return <div className="h-full w-full rounded-sm bg-good" />;
	return (
		<div className="flex h-full w-full items-end rounded-sm bg-bad-soft">
			<div
				className="w-full rounded-sm bg-bad"
				style={{ height: `${Math.max(LEAST_HEIGHT, (100 * served) / matches)}%` }}
			/>
		</div>
	);
}

function inWords({ from, to, matches, served }: StripCell): string {
	const when = from === to ? from : `${from} to ${to}`;
	return matches === 0 ? `${when}: no match` : `${when}: ${served} of ${matches} in time`;
}
