import { after, DAY } from '../clock.ts';
import type { Database } from '../db.ts';
import { VOID_STATUSES } from '../football/source.ts';
import { known, type Percentiles } from './percentiles.ts';

/**
 * How much time was left from the last prediction that a match got before its kick-off until then, in seconds, of the
 * matches that kicked off in the last 24 hours: the median, what 5 % fall short of, and the least. Empty when none
 * was predicted on time.
 */
export async function predictionMargins(db: Database, now: Date): Promise<Percentiles> {
	const [found] = await db.$queryRaw<Record<string, number | null>[]>`
		SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY margin)::float8 AS "50",
			percentile_cont(0.05) WITHIN GROUP (ORDER BY margin)::float8 AS "5", min(margin)::float8 AS "0"
		FROM (
			SELECT extract(epoch FROM m."kickoffAt" - last."madeAt") AS margin
			FROM "Match" m
			CROSS JOIN LATERAL (
				SELECT max("madeAt") AS "madeAt" FROM "Prediction" WHERE "matchId" = m.id AND NOT retroactive
			) last
			WHERE m."kickoffAt" > ${after(now, -DAY)} AND m."kickoffAt" <= ${now}
				AND NOT m.status = ANY(${VOID_STATUSES}::"MatchStatus"[]) AND last."madeAt" IS NOT NULL
		) predicted`;
	return known(found);
}
