import { after, HOUR, MINUTE } from '../../../server/clock.ts';
import type { Database } from '../../../server/db.ts';
import { SIMULATED_LEAGUE } from '../../../server/football/simulated.ts';
import type { Fixture } from '../../../server/football/source.ts';
import { storeFixtures } from '../../../server/pipeline/store-fixtures.ts';
import type { ProcessContext } from '../../../server/process.ts';

/** Matches that were over before; a database in use is never without. */
const HISTORY = 1_000;

/** Stores finished matches that every model predicted, with probabilities, and returns their ids. */
export async function storeFinishedMatches(
	{ db, clock }: Pick<ProcessContext, 'db' | 'clock'>,
	count: number,
): Promise<string[]> {
	const now = clock.now();
	const earlier = Array.from({ length: HISTORY }, (_, index) => finished(`earlier-${index}`, index, now));
	const fixtures = Array.from({ length: count }, (_, index) => finished(String(index), index, now));
	await db.competition.upsert({ where: { id: SIMULATED_LEAGUE.id }, create: SIMULATED_LEAGUE, update: {} });
	await storeFixtures(db, earlier, now);
	await endHistory(db, now);
	const ids = await storeFixtures(db, fixtures, now);
	await storePredictions(db, ids);
	return ids;
}

function finished(name: string, index: number, now: Date): Fixture {
	const score = { home: index % 4, away: Math.floor(index / 4) % 3 };
	return {
		sourceKey: `${SIMULATED_LEAGUE.id}/bench/${name}`,
		competition: SIMULATED_LEAGUE.id,
		season: 'bench',
		round: name,
		home: `Club ${index % 500}`,
		away: `Club ${500 + (index % 499)}`,
		kickoffAt: after(now, -3 * HOUR - (index % 60) * MINUTE),
		kickoffConfirmed: true,
		status: 'finished',
		minute: null,
		goals: score,
		fullTime: score,
		extraTime: null,
	};
}

/** Without settlements in the table, Postgres would plan for an empty one. */
async function endHistory(db: Database, now: Date): Promise<void> {
	await db.$executeRaw`
		INSERT INTO "Settlement" (id, "matchId", revision, "settledAt", "homeScore", "awayScore", "scoreCounts",
			"predictionsScored", "predictionsCounted", "nothingToSettleReason")
		SELECT gen_random_uuid(), id, 1, ${now}, "homeFullTime", "awayFullTime", 'ninety_minutes', 0, 0, 'no model is enabled'
		FROM "Match"`;
}

/** Most are made on time; of every tenth match all were made too late, of another tenth a few. */
async function storePredictions(db: Database, matchIds: string[]): Promise<void> {
	await db.$executeRaw`
		INSERT INTO "Prompt" (id, "matchId", text, sha256, "madeAt")
		SELECT gen_random_uuid(), id, 'Who wins?', 'bench', "kickoffAt" FROM "Match" WHERE id = ANY(${matchIds})`;
	await db.$executeRaw`
		INSERT INTO "Prediction" (id, "matchId", "modelId", "promptId", "homeGoals", "awayGoals", "homeProbability",
			"drawProbability", "awayProbability", "madeAt", "kickoffAt", reply, "servedBy", "latencyMs")
		SELECT gen_random_uuid(), m.id, model.id, prompt.id, seed % 4, seed / 4 % 3, 0.5, 0.3, 0.2,
			m."kickoffAt" + make_interval(hours => CASE
				WHEN m.round::int % 10 = 0 OR m.round::int % 10 = 1 AND seed % 7 = 0 THEN 1 ELSE -1 END),
			m."kickoffAt", '{"home": 1, "away": 0}', model."providerModel", 200
		FROM "Match" m
		JOIN "Prompt" prompt ON prompt."matchId" = m.id
		CROSS JOIN "Model" model
		CROSS JOIN LATERAL (SELECT abs(hashtext(m.round || model.id)) AS seed) random`;
}

/** Takes all settlements back, and the traces of having done so: every variant starts from the same state. */
export async function unsettle(db: Database): Promise<void> {
	await db.$executeRaw`
		UPDATE "Prediction" SET "tendencyPoints" = NULL, "goalDifferenceBonus" = NULL, "exactScoreBonus" = NULL,
			points = NULL, brier = NULL, "rankedProbability" = NULL, "logLoss" = NULL, "settlementId" = NULL
		WHERE points IS NOT NULL`;
	// No prediction refers to them any more; to look for some, Postgres would read the whole table for each.
	await db.$transaction([
		db.$executeRaw`SET LOCAL session_replication_role = replica`,
		db.$executeRaw`DELETE FROM "Settlement" WHERE "nothingToSettleReason" IS NULL`,
	]);
	await db.$executeRaw`VACUUM ANALYZE "Prediction", "Settlement", "Match"`;
}

/** How many matches are settled, those of the history not counted. */
export function countSettled(db: Database): Promise<number> {
	return db.settlement.count({ where: { nothingToSettleReason: null } });
}

/** One value for all that settlement wrote; variants that agree have the same. */
export async function outcomeOf(db: Database, matchIds: string[]): Promise<string> {
	const [row] = await db.$queryRaw<{ outcome: string }[]>`
		SELECT md5(string_agg(concat_ws(' ', p.id, points, "tendencyPoints", "goalDifferenceBonus", "exactScoreBonus",
			round(brier::numeric, 9), round("rankedProbability"::numeric, 9), round("logLoss"::numeric, 9),
			s.revision, s."quotaHome", s."quotaDraw", s."quotaAway", s."predictionsCounted", s."predictionsScored"),
			',' ORDER BY p.id)) AS outcome
		FROM "Prediction" p JOIN "Settlement" s ON s.id = p."settlementId"
		WHERE p."matchId" = ANY(${matchIds})`;
	if (!row) throw new Error('An aggregate always has a row.');
	return row.outcome;
}
