import { Prisma } from '../../prisma/generated/client.ts';
import { DAY, HOUR, MINUTE } from '../clock.ts';
import type { Database } from '../db.ts';
import type { CoverageCount } from '../pipeline/coverage.ts';
import type { StageName } from '../pipeline/stages.ts';
import { worstFirst } from './thin-snapshots.ts';

/** What the coverage was at a time. */
export interface CoveragePoint extends CoverageCount {
	at: Date;
	/** Matches at risk; null in snapshots from before this was noted. */
	atRisk: number | null;
	byStage: Record<StageName, CoverageCount>;
}

/** The coverage over some time, few enough points to draw. */
export interface CoverageHistory {
	/** Milliseconds that one point stands for: it is the worst that was in them. */
	resolution: number;
	points: CoveragePoint[];
}

const RESOLUTIONS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY];

/** Points of a history, more or less one. */
const MOST_POINTS = 500;

/** The snapshots from `from` to `to`, the oldest first, in at most 500 points or so: of each span that one stands for, the worst. */
export async function coverageHistory(db: Database, from: Date, to: Date): Promise<CoverageHistory> {
	const length = to.getTime() - from.getTime();
	const resolution =
		RESOLUTIONS.find((span) => length / span <= MOST_POINTS) ?? Math.ceil(length / MOST_POINTS);
	const span = Prisma.sql`date_bin(make_interval(secs => ${resolution / 1_000}::float8), at, 'epoch')`;
	const [answer] = await db.$queryRaw<{ points: string }[]>`
		SELECT coalesce(json_agg(point ORDER BY at), '[]')::text AS points FROM (
			SELECT DISTINCT ON (span) at, matches, covered, "atRisk", "byStage"
			FROM (SELECT *, ${span} AS span FROM "CoverageSnapshot" WHERE at >= ${from} AND at <= ${to}) snapshot
			ORDER BY span, ${worstFirst}
		) point`;
	const points: StoredPoint[] = JSON.parse(answer?.points ?? '[]');
	return { resolution, points: points.map((point) => ({ ...point, at: new Date(point.at) })) };
}

/** As one text, hundreds of points are read faster than one by one. */
type StoredPoint = Omit<CoveragePoint, 'at'> & { at: string };
