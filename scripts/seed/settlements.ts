import { Prisma } from '../../prisma/generated/client.ts';
import { after, MINUTE } from '../../server/clock.ts';
import type { Transaction } from '../../server/db.ts';

/**
 * Decides what every model predicts for every match that was due, in `prediction_draft`, and stores the settlements that
 * follow from it; `settled_draft` says which one counts for a match.
 */
export async function storeSettlements(tx: Transaction, now: Date): Promise<void> {
	await draftPredictions(tx, now);
	await tx.$executeRaw`
		CREATE TEMP TABLE tally_draft ON COMMIT DROP AS
		SELECT place, number, count(*)::int AS stored, count(*) FILTER (WHERE "onTime")::int AS "onTime", max("madeAt") AS "lastMadeAt",
			(count(*) FILTER (WHERE "onTime" OR NOT punctual))::int AS counted,
			${alike('>')} AS home, ${alike('=')} AS draw, ${alike('<')} AS away
		FROM prediction_draft JOIN (SELECT place, number, bool_or("onTime") AS punctual FROM prediction_draft GROUP BY place, number) match
			USING (place, number) GROUP BY place, number`;
	await tx.$executeRaw`
		CREATE TEMP TABLE settled_draft ON COMMIT DROP AS
		SELECT place, number, m.id AS "matchId", 1 + (number % 83 = 5)::int AS revision, pg_temp.id('settlement/' || m.id) AS id,
			greatest("finishedAt", "lastMadeAt") + interval '40 s' AS "settledAt", "homeGoals" + extra AS "homeScore", "awayGoals" AS "awayScore",
			league."scoreCounts", league."bonusRule", stored, counted,
			home.points AS "quotaHome", draw.points AS "quotaDraw", away.points AS "quotaAway"
		FROM tally_draft JOIN match_draft m USING (place, number) JOIN "Competition" league ON league.id = m."competitionId"
		JOIN quota_draft home USING (counted) JOIN quota_draft draw USING (counted) JOIN quota_draft away USING (counted)
		WHERE m.status = 'finished' AND home.alike = tally_draft.home AND draw.alike = tally_draft.draw AND away.alike = tally_draft.away`;
	// What a corrected result has taken the place of was settled as one goal more.
	await tx.$executeRaw`
		INSERT INTO "Settlement" (id, "matchId", revision, "settledAt", "homeScore", "awayScore", "scoreCounts", "bonusRule",
			"predictionsScored", "predictionsCounted", "quotaHome", "quotaDraw", "quotaAway")
		SELECT CASE earlier WHEN 0 THEN id ELSE pg_temp.id('earlier/' || id) END, "matchId", revision - earlier,
			"settledAt" + (revision - 1 - earlier) * interval '9 min', "homeScore" + earlier, "awayScore", "scoreCounts", "bonusRule",
			stored, counted, "quotaHome", "quotaDraw", "quotaAway"
		FROM settled_draft, generate_series(0, revision - 1) earlier`;
	await tx.$executeRaw`ANALYZE settled_draft`;
}

/** A model is right about a match's rates but for an error, which is the model's own. */
async function draftPredictions(tx: Transaction, now: Date): Promise<void> {
	await tx.$executeRaw`
		CREATE TEMP TABLE prediction_draft ON COMMIT DROP AS
		SELECT place, m.number, model.number AS model, made.at AS "madeAt", made.at < "kickoffAt" AS "onTime",
			least(9, round(greatest(0, "homeRate" - 0.2 + error * (byte.a - 127) / 127.0)))::smallint AS "homeGoals",
			least(9, round(greatest(0, "awayRate" - 0.2 + error * (byte.b - 127) / 127.0)))::smallint AS "awayGoals",
			round((0.08 + 0.84 / (1 + exp("awayRate" - "homeRate" + 0.4 * error * (byte.a - byte.b) / 127.0)) - 0.06)::numeric, 2) AS home
		FROM match_draft m CROSS JOIN (SELECT *, 0.7 + 1.1 * pg_temp.chance('error/' || id) AS error FROM model_draft) model
		CROSS JOIN LATERAL (SELECT hashint8extended(m.number * 64 + model.number, hashtext(place)) AS bits) hash
		CROSS JOIN LATERAL (SELECT (bits & 255)::int AS a, (bits >> 8 & 255)::int AS b, (bits >> 16 & 255)::int AS c) byte
		CROSS JOIN LATERAL (SELECT "kickoffAt" - interval '30 min' + CASE
			WHEN trouble = 'late' THEN interval '3 hours' + byte.c * interval '1 s'
			WHEN m.number % 23 = 8 AND byte.a < 20 THEN interval '45 min' + byte.c * interval '3 s'
			ELSE interval '5 s' + byte.c * interval '350 ms' END AS at) made
		WHERE trouble IS DISTINCT FROM 'unserved' AND NOT (trouble IS NOT DISTINCT FROM 'refused' AND byte.b < 25 AND provider = 'synthetic')
			AND (status = 'finished' OR status = 'live' AND NOT (m.number = 2 AND byte.a < 30)
				OR place = 'soon' AND status = 'scheduled' AND "kickoffAt" < ${after(now, 29 * MINUTE)} AND made.at < ${now} AND NOT (m.number % 3 = 2 AND byte.a < 128))`;
	await tx.$executeRaw`ANALYZE prediction_draft`;
}

/** Those on time count, if there are any. */
function alike(tendency: '>' | '=' | '<'): Prisma.Sql {
	const operator = Prisma.raw(tendency);
	return Prisma.sql`(count(*) FILTER (WHERE "homeGoals" ${operator} "awayGoals" AND ("onTime" OR NOT punctual)))::int`;
}
