import type { Interval } from './mean-interval.ts';

/** The places that one may have, 1 the best. */
export interface RankRange {
	best: number;
	worst: number;
}

/**
 * The places that each of some means may have, given their intervals: behind all whose interval lies above its own as a
 * whole, before all whose lies below. Those whose intervals overlap are in no order. That is careful: of two whose
 * intervals just overlap, one is mostly the better one (Schenker and Gentleman, The American Statistician 55, 2001).
 * One without an interval may have any place.
 */
export function rankRanges(intervals: (Interval | null)[]): RankRange[] {
	return intervals.map((own) => {
		if (!own) return { best: 1, worst: intervals.length };
		const above = intervals.filter((other) => other && other.low > own.high).length;
		const below = intervals.filter((other) => other && other.high < own.low).length;
		return { best: above + 1, worst: intervals.length - below };
	});
}
