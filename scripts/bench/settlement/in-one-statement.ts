import type { Database } from '../../../server/db.ts';

/**
 * Settles every finished match with one statement: the quotas from the counted predictions, a `Settlement`
 * each, and the points. Nothing is locked, checked or told; it is what Postgres needs at least.
 */
export async function settleInOneStatement(db: Database, now: Date): Promise<void> {
	await db.$executeRaw`
		WITH tally AS (
			SELECT p."matchId", p.retroactive,
				count(*) AS n,
				count(*) FILTER (WHERE p."homeGoals" > p."awayGoals") AS home,
				count(*) FILTER (WHERE p."homeGoals" = p."awayGoals") AS draw,
				count(*) FILTER (WHERE p."homeGoals" < p."awayGoals") AS away
			FROM "Prediction" p JOIN "Match" m ON m.id = p."matchId"
			WHERE m.status = 'finished'
			GROUP BY p."matchId", p.retroactive
		), counted AS (
			SELECT DISTINCT ON ("matchId") *, sum(n) OVER (PARTITION BY "matchId") AS scored
			FROM tally ORDER BY "matchId", retroactive
		), made AS (
			INSERT INTO "Settlement" (id, "matchId", revision, "settledAt", "homeScore", "awayScore", "scoreCounts",
				"bonusRule", "predictionsScored", "predictionsCounted", "quotaHome", "quotaDraw", "quotaAway")
			SELECT gen_random_uuid(), m.id, 1, ${now}, m."homeFullTime", m."awayFullTime", c."scoreCounts",
				c."bonusRule", counted.scored, counted.n, quota.home, quota.draw, quota.away
			FROM counted
			JOIN "Match" m ON m.id = counted."matchId"
			JOIN "Competition" c ON c.id = m."competitionId"
			CROSS JOIN LATERAL (
				SELECT max(q) FILTER (WHERE tendency = 1) AS home, max(q) FILTER (WHERE tendency = 0) AS draw,
					max(q) FILTER (WHERE tendency = -1) AS away
				FROM (VALUES (1, counted.home), (0, counted.draw), (-1, counted.away)) AS of(tendency, t)
				CROSS JOIN LATERAL (SELECT CASE WHEN t = 0 THEN c."quotaMax" ELSE least(c."quotaMax", greatest(c."quotaMin",
					(2 * (c."quotaMax" * (counted.n - t) + c."quotaMin" * 10 * t) + 10 * t) / (20 * t))) END AS q) rounded
			) quota
			RETURNING *
		), hit AS (
			SELECT p.id, made.id AS "settlementId",
				CASE WHEN sign(p."homeGoals" - p."awayGoals") = sign(made."homeScore" - made."awayScore") THEN
					CASE sign(made."homeScore" - made."awayScore")
						WHEN 1 THEN made."quotaHome" WHEN 0 THEN made."quotaDraw" ELSE made."quotaAway" END
				ELSE 0 END AS tendency,
				(p."homeGoals" - p."awayGoals" = made."homeScore" - made."awayScore")::int AS difference,
				CASE WHEN (p."homeGoals", p."awayGoals") = (made."homeScore", made."awayScore") THEN 3 ELSE 0 END AS exact,
				p."homeProbability" - (made."homeScore" > made."awayScore")::int AS home,
				p."drawProbability" - (made."homeScore" = made."awayScore")::int AS draw,
				p."awayProbability" - (made."homeScore" < made."awayScore")::int AS away,
				CASE sign(made."homeScore" - made."awayScore") WHEN 1 THEN p."homeProbability"
					WHEN 0 THEN p."drawProbability" ELSE p."awayProbability" END AS likely
			FROM "Prediction" p JOIN made ON made."matchId" = p."matchId"
		)
		UPDATE "Prediction" p
		SET "tendencyPoints" = hit.tendency, "goalDifferenceBonus" = hit.difference, "exactScoreBonus" = hit.exact,
			points = hit.tendency + hit.difference + hit.exact, "settlementId" = hit."settlementId",
			brier = hit.home ^ 2 + hit.draw ^ 2 + hit.away ^ 2,
			"rankedProbability" = (hit.home ^ 2 + (hit.home + hit.draw) ^ 2) / 2, "logLoss" = -ln(hit.likely)
		FROM hit WHERE hit.id = p.id`;
}
