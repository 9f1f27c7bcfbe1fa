import type { Database } from '../../server/db.ts';

/** How the day stands, counted in the database. */
export interface DayFacts {
	matches: number;
	analysed: number;
	/** Matches whose line-ups are there, or are known not to come. */
	linedUp: number;
	finished: number;
	/** When the last of them was known to have finished; null before the first. */
	lastFinishedAt: Date | null;
	/** Settlements that have failed and are open. */
	failed: number;
	/** Open failures of every kind. */
	failures: number;
	predictions: number;
	retroactive: number;
	/** Predictions of which there is another by the same model. */
	doubled: number;
	/** Matches with a settlement and no prediction without points. */
	settled: number;
	/** Losses of the queues that Touchline has noticed. */
	losses: number;
}

/** @param from kick-off of the day's first match */
export async function readDayFacts(db: Database, from: Date): Promise<DayFacts> {
	const [facts] = await db.$queryRaw<DayFacts[]>`
		WITH day AS (SELECT id, status, "finishedAt" FROM "Match" WHERE "kickoffAt" >= ${from}),
		failure AS (SELECT stage FROM "JobFailure" WHERE "resolvedAt" IS NULL AND "matchId" IN (SELECT id FROM day)),
		prediction AS (SELECT * FROM "Prediction" WHERE "matchId" IN (SELECT id FROM day))
		SELECT
			(SELECT count(*) FROM day)::int AS matches,
			(SELECT count(*) FROM "MatchAnalysis" WHERE "matchId" IN (SELECT id FROM day))::int AS analysed,
			(SELECT count(*) FROM "Lineup" WHERE "matchId" IN (SELECT id FROM day))::int AS "linedUp",
			(SELECT count(*) FROM day WHERE status = 'finished')::int AS finished,
			(SELECT max("finishedAt") FROM day) AS "lastFinishedAt",
			(SELECT count(*) FROM failure WHERE stage = 'settlement')::int AS failed,
			(SELECT count(*) FROM failure)::int AS failures,
			(SELECT count(*) FROM prediction)::int AS predictions,
			(SELECT count(*) FROM prediction WHERE retroactive)::int AS retroactive,
			(SELECT count(*) - count(DISTINCT ("matchId", "modelId")) FROM prediction)::int AS doubled,
			(SELECT count(*) FROM day WHERE EXISTS (SELECT FROM "Settlement" s WHERE s."matchId" = day.id)
				AND NOT EXISTS (SELECT FROM prediction p WHERE p."matchId" = day.id AND p.points IS NULL))::int AS settled,
			(SELECT count(*) FROM "QueueLoss")::int AS losses`;
	if (!facts) throw new RangeError('A count has one row.');
	return facts;
}
