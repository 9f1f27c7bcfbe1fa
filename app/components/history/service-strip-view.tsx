import type { StripCell } from './service-strip.ts';

/**
 * The days of a competition beside each other: a full bar where every match was served in time, a shorter one where
 * some were not, a dot where there was none. The table tells the same.
 */
export function ServiceStrip({ cells }: { cells: StripCell[] }) {
	return (
		<div aria-hidden className="mt-1.5 flex h-7 gap-px *:min-w-0 *:flex-1 sm:gap-0.5">
			{cells.map((cell) => (
				<Bar key={cell.from} cell={cell} />
			))}
		</div>
	);
}

/** A share of nothing is seen, too. */
const LEAST_HEIGHT = 12;

function Bar({ cell }: { cell: StripCell }) {
	const { matches, served } = cell;
	const title = inWords(cell);
	if (matches === 0) return <div title={title} className="border-b-2" />;
	if (served === matches) return <div title={title} className="rounded-sm bg-good" />;
	return (
		<div title={title} className="flex items-end rounded-sm bg-bad-soft">
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
