import type { ServiceDay } from '../../../server/history/service-history.ts';

/** One day of the chart; null where no match was served. */
export interface MarginPoint {
	/** Milliseconds since 1970: the beginning of the day (UTC). */
	at: number;
	/** Minutes from the last prediction to kick-off: the median, and what 5 % fall short of. */
	p50: number | null;
	p5: number | null;
}

const DAY = 24 * 60 * 60 * 1_000;

/**
 * How early the predictions were there on each day from the first to the last that is known, the oldest first. Of
 * several competitions the one with the least margin counts: a mean would hide it.
 */
export function marginSeries(days: Pick<ServiceDay, 'day' | 'margin'>[]): MarginPoint[] {
	const first = days[0];
	const last = days.at(-1);
	if (!first || !last) return [];
	const points = new Map<number, MarginPoint>();
	for (let at = Date.parse(first.day); at <= Date.parse(last.day); at += DAY) {
		points.set(at, { at, p50: null, p5: null });
	}
	for (const { day, margin } of days) {
		const point = points.get(Date.parse(day));
		if (!point || !margin) continue;
		point.p50 = Math.min(point.p50 ?? Infinity, inMinutes(margin.p50));
		point.p5 = Math.min(point.p5 ?? Infinity, inMinutes(margin.p5));
	}
	return [...points.values()];
}

/** What the chart shows, in one sentence. */
export function marginSummary(series: MarginPoint[]): string {
	const known = series.filter(({ p5 }) => p5 !== null);
	const last = known.at(-1);
	if (!last) return 'No match was served in time, so there is no margin to tell.';
	const least = known.reduce((one, other) => ((other.p5 ?? Infinity) < (one.p5 ?? Infinity) ? other : one));
	return `On the last day with matches the predictions were there ${minutes(last.p50)} before kick-off (median); the least margin was ${minutes(least.p5)} (p5), on ${dayOf(least.at)}.`;
}

function inMinutes(seconds: number): number {
	return Math.round(seconds / 6) / 10;
}

function minutes(value: number | null): string {
	return `${value ?? 0} min`;
}

function dayOf(at: number): string {
	return new Date(at).toISOString().slice(0, 10);
}
