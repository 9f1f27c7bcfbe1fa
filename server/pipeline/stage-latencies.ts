import { Prisma } from '../../prisma/generated/client.ts';
import { after, DAY } from '../clock.ts';
import type { Database } from '../db.ts';
import { isAsked } from './enabled-models.ts';
import { known, type Percentiles } from './percentiles.ts';
import { dueBeforeKickoff, type QueuedStage } from './stages.ts';

/**
 * How long after it was due each stage was done, in seconds of pipeline time, by percentile: of the matches for which
 * it fell due in the last 24 hours, and of settlements of those that were settled in that time. A stage falls due
 * no sooner than Touchline knows of the match and of its kick-off; one that was done before has taken no time.
 */
export async function stageLatencies(db: Database, now: Date): Promise<Record<QueuedStage, Percentiles>> {
	const [analysis, lineups, predictions, settlement] = await Promise.all([
		percentiles(db, beforeKickoff('analysis', now, analysed)),
		percentiles(db, beforeKickoff('lineups', now, lineupsFetched)),
		percentiles(db, beforeKickoff('predictions', now, predicted)),
		percentiles(db, settled(now)),
	]);
	return { analysis, lineups, predictions, settlement };
}

const analysed = Prisma.sql`SELECT "madeAt" FROM "MatchAnalysis" WHERE "matchId" = m.id`;

const lineupsFetched = Prisma.sql`SELECT "fetchedAt" FROM "Lineup" WHERE "matchId" = m.id`;

/** Nothing as long as a model has not answered. */
const predicted = Prisma.sql`
	SELECT CASE WHEN count(*) >= (SELECT count(*) FROM "Model" model WHERE ${isAsked}) THEN max("madeAt") END
	FROM "Prediction" WHERE "matchId" = m.id`;

/** @param done the time at which the stage of match m was done; null, or nothing, when it was not */
function beforeKickoff(
	stage: 'analysis' | 'lineups' | 'predictions',
	now: Date,
	done: Prisma.Sql,
): Prisma.Sql {
	const lead = now.getTime() - dueBeforeKickoff(stage, now).getTime();
	const latest = after(now, lead);
	return Prisma.sql`
		SELECT done.at - greatest(m."kickoffAt" - make_interval(secs => ${lead / 1_000}::float8), m."ingestedAt",
			m."rescheduledAt") AS latency
		FROM "Match" m CROSS JOIN LATERAL (${done}) AS done(at)
		WHERE m."kickoffAt" > ${after(latest, -DAY)} AND m."kickoffAt" <= ${latest} AND done.at IS NOT NULL`;
}

function settled(now: Date): Prisma.Sql {
	return Prisma.sql`
		SELECT s."settledAt" - m."finishedAt" AS latency
		FROM "Settlement" s JOIN "Match" m ON m.id = s."matchId"
		WHERE s.revision = 1 AND s."settledAt" > ${after(now, -DAY)} AND s."nothingToSettleReason" IS NULL
			AND m."finishedAt" IS NOT NULL`;
}

/** @param latencies a query of intervals called latency */
async function percentiles(db: Database, latencies: Prisma.Sql): Promise<Percentiles> {
	const [found] = await db.$queryRaw<Record<string, number | null>[]>`
		SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)::float8 AS "50",
			percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds)::float8 AS "95", max(seconds)::float8 AS "100"
		FROM (SELECT greatest(extract(epoch FROM latency), 0) AS seconds FROM (${latencies}) measured) late`;
	return known(found);
}
