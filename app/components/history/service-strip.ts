import type { ServiceDay } from '../../../server/history/service-history.ts';

/** A day, or some days, of a competition. */
export interface StripCell {
	/** UTC, YYYY-MM-DD: the first and the last day. */
	from: string;
	to: string;
	matches: number;
	served: number;
}

/** Cells that fit on a phone. */
const MOST_CELLS = 60;

const DAY = 24 * 60 * 60 * 1_000;

/**
 * The days from `from` to `to` in equal cells, the oldest first; where there are too many days a cell is several of
 * them, of which the first cell may have fewer. Days without a match are cells without a match.
 * @param days of one competition
 */
export function serviceStrip(
	days: Pick<ServiceDay, 'day' | 'matches' | 'served'>[],
	{ from, to }: { from: Date; to: Date },
	most = MOST_CELLS,
): StripCell[] {
	const byDay = new Map(days.map((day) => [day.day, day]));
	const all = daysBetween(from, to);
	const size = Math.ceil(all.length / most);
	const cells: StripCell[] = [];
	for (let end = all.length; end > 0; end -= size) {
		const within = all.slice(Math.max(0, end - size), end);
		const known = within.flatMap((day) => byDay.get(day) ?? []);
		cells.unshift({
			from: within[0] ?? '',
			to: within.at(-1) ?? '',
			matches: known.reduce((sum, { matches }) => sum + matches, 0),
			served: known.reduce((sum, { served }) => sum + served, 0),
		});
	}
	return cells;
}

/** Every day (UTC) that the time from `from` to `to` touches. */
function daysBetween(from: Date, to: Date): string[] {
	const first = Math.floor(from.getTime() / DAY);
	const last = Math.floor(to.getTime() / DAY);
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
		new Date((first + index) * DAY).toISOString().slice(0, 10),
	);
}
