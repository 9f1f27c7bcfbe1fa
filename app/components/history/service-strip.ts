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
	const first = dayOf(from.getTime());
	const count = Math.max(0, dayOf(to.getTime()) - first + 1);
	const size = Math.ceil(count / most);
	const amount = Math.ceil(count / size) || 0;
	// Days that are left over are missing from the first cell.
	const missing = amount * size - count;
	const cells = Array.from({ length: amount }, (_, index): StripCell => {
		const begins = first + index * size - missing;
		return { from: nameOf(Math.max(first, begins)), to: nameOf(begins + size - 1), matches: 0, served: 0 };
	});
	for (const { day, matches, served } of days) {
		const cell = cells[Math.floor((dayOf(Date.parse(day)) - first + missing) / size)];
		if (!cell) continue;
		cell.matches += matches;
		cell.served += served;
	}
	return cells;
}

/** Days (UTC) since 1970. */
function dayOf(at: number): number {
	return Math.floor(at / DAY);
}

function nameOf(day: number): string {
	return new Date(day * DAY).toISOString().slice(0, 10);
}
