import { after, DAY } from '../clock.ts';
import type { Database } from '../db.ts';

/**
 * How long it took from full time to the first settlement, in seconds of pipeline time, by percentile, of the matches
 * that were settled in the last 24 hours. Empty when there were none.
 */
export async function settlementDelays(db: Database, now: Date): Promise<Record<string, number>> {
	const [delays] = await db.$queryRaw<{ p50: number | null; p95: number | null; max: number | null }[]>`
		SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY delay)::float8 AS p50,
			percentile_cont(0.95) WITHIN GROUP (ORDER BY delay)::float8 AS p95, max(delay)::float8 AS max
		FROM (
			SELECT extract(epoch FROM s."settledAt" - m."finishedAt") AS delay
			FROM "Settlement" s JOIN "Match" m ON m.id = s."matchId"
			WHERE s.revision = 1 AND s."settledAt" > ${after(now, -DAY)} AND s."nothingToSettleReason" IS NULL
		) settled`;
	const { p50 = null, p95 = null, max = null } = delays ?? {};
	return p50 === null || p95 === null || max === null ? {} : { '50': p50, '95': p95, '100': max };
}
