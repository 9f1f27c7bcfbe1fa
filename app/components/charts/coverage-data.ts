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
	rows: SeriesPoint[];
}

export function coverageTrace(history: Measurement[]): CoverageTrace {
	return {
		summary: coverageSummary(history),
		series: coverageSeries(history),
		rows: coverageRows(history),
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

/** What a row of the table can stand for. */
const ROW_SPANS = [1, 6, 24, 7 * 24].map((hours) => hours * 60 * 60 * 1_000);
/** Rows that one reads. */
const MOST_ROWS = 60;

/** The table's rows, the oldest first: the worst point of each hour, or of each span that is long enough for few rows. */
export function coverageRows(history: Measurement[]): SeriesPoint[] {
	const points = history.map(pointOf);
	const length = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0);
	const span = ROW_SPANS.find((each) => length / each < MOST_ROWS) ?? length / MOST_ROWS;
	const rows = new Map<number, SeriesPoint>();
	for (const point of points) {
		const at = Math.floor(point.at / span) * span;
		const known = rows.get(at);
		rows.set(at, { ...(known ? worse(known, point) : point), at });
	}
	return [...rows.values()];
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

function pointOf({ at, matches, covered }: Measurement): SeriesPoint {
	const percentage = matches === 0 ? null : Math.round((covered / matches) * 1_000) / 10;
	return { at: at.getTime(), percentage, matches, covered };
}

function worse(one: SeriesPoint, other: SeriesPoint): SeriesPoint {
	if (one.percentage === null) return other;
	return other.percentage !== null && other.percentage < one.percentage ? other : one;
}
