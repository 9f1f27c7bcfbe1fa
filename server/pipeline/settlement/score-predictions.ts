import type { Transaction } from '../../db.ts';
import { SMALLEST_PROBABILITY } from '../probability-scores.ts';
import { EXACT_SCORE_BONUS, GOAL_DIFFERENCE_BONUS } from '../scoring.ts';

/**
 * Scores all predictions of the settlements' matches in one statement, from nothing but what the
 * settlements say: the rules of `scorePrediction` and `probabilityScores` in SQL, because row by row a
 * matchday takes minutes.
 * @returns how many predictions have other points than before, by match
 */
export async function scorePredictions(
	tx: Transaction,
	settlementIds: string[],
): Promise<Map<string, number>> {
	// A right goal difference implies the right tendency, so only the tendency's own points ask for it.
	const rows = await tx.$queryRaw<{ matchId: string; changed: number }[]>`
		WITH hit AS (
			SELECT
				p."id", p."points" AS "before", s."id" AS "settlementId", s."bonusRule", won."draw" AS "drawn",
				CASE WHEN won."home" THEN s."quotaHome" WHEN won."draw" THEN s."quotaDraw" ELSE s."quotaAway" END AS "quota",
				sign(p."homeGoals" - p."awayGoals") = sign(s."homeScore" - s."awayScore") AS "tendency",
				p."homeGoals" - p."awayGoals" = s."homeScore" - s."awayScore" AS "difference",
				p."homeGoals" = s."homeScore" AND p."awayGoals" = s."awayScore" AS "exact",
				p."homeProbability" - won."home"::int AS "homeError",
				p."drawProbability" - won."draw"::int AS "drawError",
				p."awayProbability" - won."away"::int AS "awayError",
				CASE WHEN won."home" THEN p."homeProbability" WHEN won."draw" THEN p."drawProbability"
					ELSE p."awayProbability" END AS "outcomeProbability"
			FROM "Settlement" s
			CROSS JOIN LATERAL (SELECT s."homeScore" > s."awayScore" AS "home", s."homeScore" = s."awayScore" AS "draw",
				s."homeScore" < s."awayScore" AS "away") won
			JOIN "Prediction" p ON p."matchId" = s."matchId"
			WHERE s."id" = ANY(${settlementIds})
		), award AS (
			SELECT
				*,
				CASE WHEN "tendency" THEN "quota" ELSE 0 END AS "tendencyPoints",
				CASE WHEN "difference" AND ("bonusRule" = 'additive' OR NOT ("exact" OR "drawn"))
					THEN ${GOAL_DIFFERENCE_BONUS}::int ELSE 0 END AS "goalDifferenceBonus",
				CASE WHEN "exact" THEN ${EXACT_SCORE_BONUS}::int ELSE 0 END AS "exactScoreBonus"
			FROM hit
		), scored AS (
			UPDATE "Prediction" AS p
			SET
				"tendencyPoints" = award."tendencyPoints",
				"goalDifferenceBonus" = award."goalDifferenceBonus",
				"exactScoreBonus" = award."exactScoreBonus",
				"points" = award."tendencyPoints" + award."goalDifferenceBonus" + award."exactScoreBonus",
				"brier" = "homeError" ^ 2 + "drawError" ^ 2 + "awayError" ^ 2,
				"rankedProbability" = ("homeError" ^ 2 + ("homeError" + "drawError") ^ 2) / 2,
				"logLoss" = 0 - ln(
					CASE
						WHEN "outcomeProbability" < ${SMALLEST_PROBABILITY}::float8 THEN ${SMALLEST_PROBABILITY}::float8
						ELSE "outcomeProbability"
					END
				),
				"settlementId" = award."settlementId"
			FROM award
			WHERE award."id" = p."id"
			RETURNING p."matchId", award."before" <> p."points" AS "changed"
		)
		SELECT "matchId", (count(*) FILTER (WHERE "changed"))::int AS "changed"
		FROM scored GROUP BY "matchId"`;
	return new Map(rows.map(({ matchId, changed }) => [matchId, changed]));
}
