import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../tests/database.ts';

const database = testDatabase();
const KICKOFF = '2025-05-25T15:00:00Z';

const run = (sql: string) => database.db.$executeRawUnsafe(sql);

beforeAll(async () => {
	await run(`INSERT INTO "Competition" (id, name, "timeZone") VALUES ('en.1', 'England', 'Europe/London')`);
	await run(`INSERT INTO "Team" (id, name) VALUES ('ash', 'Ash'), ('birch', 'Birch')`);
	for (const id of ['m', 'other']) {
		await run(`INSERT INTO "Match" (id, "sourceKey", "competitionId", season, round, "homeTeamId", "awayTeamId",
				"kickoffAt", "kickoffConfirmed", status, "ingestedAt")
			VALUES ('${id}', '${id}', 'en.1', '2024/25', '38', 'ash', 'birch', '${KICKOFF}', true, 'scheduled', '${KICKOFF}')`);
		await run(`INSERT INTO "Prompt" (id, "matchId", text, sha256, "madeAt")
			VALUES ('${id}', '${id}', 'Who wins?', '${id}', '${KICKOFF}')`);
		await run(`INSERT INTO "Settlement" (id, "matchId", revision, "settledAt", "homeScore", "awayScore",
				"scoreCounts", "predictionsScored", "predictionsCounted", "quotaHome", "quotaDraw", "quotaAway")
			VALUES ('${id}', '${id}', 1, '${KICKOFF}', 1, 0, 'ninety_minutes', 1, 1, 2, 6, 6)`);
	}
});

beforeEach(async () => {
	await run('DELETE FROM "Prediction"');
	await run(`INSERT INTO "Prediction" (id, "matchId", "modelId", "promptId", "homeGoals", "awayGoals", "madeAt",
			"kickoffAt", reply, "servedBy", "latencyMs")
		SELECT 'p', 'm', min(id), 'm', 2, 1, '2025-05-25T14:59:59.999Z', '${KICKOFF}', '2:1', 'it', 200 FROM "Model"`);
});

/** The constraint that refuses the statement. */
async function refusal(sql: string): Promise<string> {
	const error: unknown = await run(sql).then(
		() => new Error('it was accepted'),
		(reason: unknown) => reason,
	);
	return /constraint \\?"(\w+)\\?"/.exec(String(error))?.[1] ?? String(error);
}

const SCORED = `"tendencyPoints" = 2, "goalDifferenceBonus" = 1, "exactScoreBonus" = 3, points = 6, "settlementId" = 'm'`;
const PROBABILITIES = '"homeProbability" = 0.5, "drawProbability" = 0.3, "awayProbability" = 0.2';

describe('the database', () => {
	it.each([
		['before the kick-off', '14:59:59.999Z', false],
		['at the kick-off', '15:00:00.000Z', true],
	])('calls a prediction made %s by its name', async (_, time, retroactive) => {
		await run(`UPDATE "Prediction" SET "madeAt" = '2025-05-25T${time}'`);
		expect(await database.db.prediction.findMany({ select: { retroactive: true } })).toEqual([
			{ retroactive },
		]);
	});

	it('calls it anew when the kick-off moves', async () => {
		await run(`UPDATE "Prediction" SET "kickoffAt" = "kickoffAt" - interval '1 hour'`);
		expect(await database.db.prediction.findMany({ select: { retroactive: true } })).toEqual([
			{ retroactive: true },
		]);
	});

	it.each([
		['scored', `UPDATE "Prediction" SET ${SCORED}`],
		[
			'scored with probabilities',
			`UPDATE "Prediction" SET ${SCORED}, ${PROBABILITIES}, brier = 0.4, "rankedProbability" = 0.1, "logLoss" = 0.7`,
		],
	])('takes a prediction that is %s', async (_, sql) => {
		expect(await run(sql)).toBe(1);
	});

	it.each([
		['Match_finished_has_score', `UPDATE "Match" SET status = 'finished'`],
		['Match_goals_in_pairs', `UPDATE "Match" SET "homeExtraTime" = 1`],
		['Match_goals_range', `UPDATE "Match" SET "homeGoals" = 100, "awayGoals" = 0`],
		['Match_two_teams', `UPDATE "Match" SET "awayTeamId" = 'ash'`],
		['Competition_quota_range', `UPDATE "Competition" SET "quotaMin" = 7`],
		['Competition_quota_range', `UPDATE "Competition" SET "quotaMin" = 0`],
		['Model_prices', `UPDATE "Model" SET "usdPerMillionPromptTokens" = -1`],
		['MatchAnalysis_content_or_reason', analysis('NULL', 'NULL')],
		['MatchAnalysis_content_or_reason', analysis(`'{}'`, `'none'`)],
		['Lineup_both_or_none', lineup(`'[]'`, 'NULL', 'NULL')],
		['Lineup_lineups_or_reason', lineup('NULL', 'NULL', 'NULL')],
		['Lineup_lineups_or_reason', lineup(`'[]'`, `'[]'`, `'none'`)],
		['Prediction_goals_range', `UPDATE "Prediction" SET "homeGoals" = 21`],
		['Prediction_goals_range', `UPDATE "Prediction" SET "awayGoals" = -1`],
		['Prediction_probabilities', `UPDATE "Prediction" SET "homeProbability" = 0.5`],
		['Prediction_probabilities', `UPDATE "Prediction" SET ${PROBABILITIES.replace('0.5', '0.9')}`],
		['Prediction_scored_as_one', `UPDATE "Prediction" SET points = 0`],
		[
			'Prediction_scored_as_one',
			`UPDATE "Prediction" SET ${SCORED.replace(`"settlementId" = 'm'`, '"settlementId" = NULL')}`,
		],
		['Prediction_points', `UPDATE "Prediction" SET ${SCORED.replace('points = 6', 'points = 7')}`],
		[
			'Prediction_points',
			`UPDATE "Prediction" SET ${SCORED.replace('"tendencyPoints" = 2', '"tendencyPoints" = 0').replace('points = 6', 'points = 4')}`,
		],
		['Prediction_forecast_scores', `UPDATE "Prediction" SET ${SCORED}, ${PROBABILITIES}`],
		['Prediction_settlement_of_same_match', `UPDATE "Prediction" SET ${SCORED.replace(`'m'`, `'other'`)}`],
		['Settlement_scored_or_reason', `UPDATE "Settlement" SET "quotaDraw" = NULL`],
		['Settlement_scored_or_reason', `UPDATE "Settlement" SET "nothingToSettleReason" = 'none'`],
		['Settlement_score', `UPDATE "Settlement" SET "homeScore" = -1`],
		['Settlement_revision', `UPDATE "Settlement" SET revision = 0`],
		['Replay_single_row', replay(2, 60)],
		['Replay_speeds', replay(1, 0)],
		['JobFailure_resolved_somehow', `${failure('a')}, '${KICKOFF}', NULL)`],
		['JobFailure_stage_matchId_modelId_key', `${failure('a')}, NULL, NULL), ${values('b')}, NULL, NULL)`],
	])('refuses by %s: %s', async (constraint, sql) => {
		expect(await refusal(sql)).toBe(constraint);
	});
});

function analysis(content: string, reason: string): string {
	return `INSERT INTO "MatchAnalysis" VALUES ('m', '${KICKOFF}', '${KICKOFF}', ${content}, ${reason})`;
}

function lineup(home: string, away: string, reason: string): string {
	return `INSERT INTO "Lineup" VALUES ('m', '${KICKOFF}', ${home}, ${away}, ${reason})`;
}

function replay(id: number, speed: number): string {
	return `INSERT INTO "Replay" (id, "competitionId", date, source, speed, "virtualAt", "realAt", pace)
		VALUES (${id}, 'en.1', '2025-05-25', 'simulated', ${speed}, '${KICKOFF}', '${KICKOFF}', 60)`;
}

function failure(id: string): string {
	return `INSERT INTO "JobFailure" (id, stage, "matchId", category, message, fingerprint, attempts,
		"firstSeenAt", "lastSeenAt", "resolvedAt", resolution) VALUES ${values(id)}`;
}

function values(id: string): string {
	return `('${id}', 'settlement', 'm', 'permanent', 'no', 'no', 1, '${KICKOFF}', '${KICKOFF}'`;
}
