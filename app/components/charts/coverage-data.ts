import type { CoveragePoint } from '../../../server/history/coverage-history.ts';

/** One point of the chart; null where there was no match to cover. */
export interface SeriesPoint {
	/** Milliseconds since 1970. */
	at: number;
	percentage: number | null;
	matches: number;
	covered: number;
}

type Measurement = Pick<CoveragePoint, 'at' | 'matches' | 'covered'>;

/** A history as a page tells it: far less than what it is made from. */
export interface CoverageTrace {
	summary: string;
	series: SeriesPoint[];
	hours: SeriesPoint[];
}

export function coverageTrace(history: Measurement[]): CoverageTrace {
	return {
		summary: coverageSummary(history),
		series: coverageSeries(history),
		hours: coverageByHour(history),
	};
}

/** Points that a chart of this width can show. */
const MOST_POINTS = 240;

/** The chart's points, the oldest first. Where there are too many, the worst of each stretch stays. */
export function coverageSeries(history: Measurement[], most = MOST_POINTS): SeriesPoint[] {
	const points = history.map(pointOf);
	const stretch = Math.ceil(points.length / most);
	if (stretch <= 1) return points;
	return Array.from({ length: Math.ceil(points.length / stretch) }, (_, index) =>
		points.slice(index * stretch, (index + 1) * stretch).reduce(worse),
	);
}

/** The worst point of each hour, for the table. */
export function coverageByHour(history: Measurement[]): SeriesPoint[] {
	const hours = new Map<number, SeriesPoint>();
	for (const point of history.map(pointOf)) {
		const hour = Math.floor(point.at / HOUR) * HOUR;
		const known = hours.get(hour);
		hours.set(hour, { ...(known ? worse(known, point) : point), at: hour });
	}
	return [...hours.values()];
}

/** What the chart shows, in one sentence. */
export function coverageSummary(history: Measurement[]): string {
	const points = history.map(pointOf);
	const measured = points.filter(({ percentage }) => percentage !== null);
	const last = points.at(-1);
	if (!last) return 'Coverage has not been measured yet.';
	if (measured.length === 0) return 'There was no match to cover.';
	const newest =
		last.percentage === null ? 'there was no match at the last one' : `${last.percentage} % at the last one`;
	const lowest = measured.reduce(worse).percentage ?? 100;
	return lowest === 100
		? `Every match was covered at every measurement; ${newest}.`
		: `At the lowest measurement ${lowest} % of the matches were covered; ${newest}.`;
}

const HOUR = 60 * 60 * 1_000;

function pointOf({ at, matches, covered }: Measurement): SeriesPoint {
	const percentage = matches === 0 ? null : Math.round((covered / matches) * 1_000) / 10;
	return { at: at.getTime(), percentage, matches, covered };
}

function worse(one: SeriesPoint, other: SeriesPoint): SeriesPoint {
	if (one.percentage === null) return other;
	return other.percentage !== null && other.percentage < one.percentage ? other : one;
}
