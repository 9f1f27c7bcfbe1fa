import { Prisma } from '../../../prisma/generated/client.ts';
import { SMALLEST_PROBABILITY } from '../probability-scores.ts';
import { EXACT_SCORE_BONUS, GOAL_DIFFERENCE_BONUS } from '../scoring.ts';

/**
 * The rules of `scorePrediction` and `probabilityScores` in SQL: after rows `p` with the scores and probabilities of predictions and
 * `s` with their settlements, adds `award` with what they earn.
 */
export const AWARD = Prisma.sql`
	CROSS JOIN LATERAL (SELECT
		s."homeScore" > s."awayScore" AS home, s."homeScore" = s."awayScore" AS draw, s."homeScore" < s."awayScore" AS away
	) won
	CROSS JOIN LATERAL (SELECT
		CASE WHEN won.home THEN s."quotaHome" WHEN won.draw THEN s."quotaDraw" ELSE s."quotaAway" END AS quota,
		sign(p."homeGoals" - p."awayGoals") = sign(s."homeScore" - s."awayScore") AS tendency,
		p."homeGoals" - p."awayGoals" = s."homeScore" - s."awayScore" AS difference,
		p."homeGoals" = s."homeScore" AND p."awayGoals" = s."awayScore" AS exact,
		p."homeProbability" - won.home::int AS "homeError",
		p."drawProbability" - won.draw::int AS "drawError",
		p."awayProbability" - won.away::int AS "awayError",
		CASE WHEN won.home THEN p."homeProbability" WHEN won.draw THEN p."drawProbability" ELSE p."awayProbability" END AS probability
	) hit
	CROSS JOIN LATERAL (SELECT
		CASE WHEN hit.tendency THEN hit.quota ELSE 0 END AS "tendencyPoints",
		-- A right goal difference implies the right tendency.
		CASE WHEN hit.difference AND (s."bonusRule" = 'additive' OR NOT (hit.exact OR won.draw))
			THEN ${GOAL_DIFFERENCE_BONUS}::int ELSE 0 END AS "goalDifferenceBonus",
		CASE WHEN hit.exact THEN ${EXACT_SCORE_BONUS}::int ELSE 0 END AS "exactScoreBonus",
		"homeError" ^ 2 + "drawError" ^ 2 + "awayError" ^ 2 AS brier,
		("homeError" ^ 2 + ("homeError" + "drawError") ^ 2) / 2 AS "rankedProbability",
		0 - ln(CASE WHEN probability < ${SMALLEST_PROBABILITY}::float8 THEN ${SMALLEST_PROBABILITY}::float8 ELSE probability END) AS "logLoss"
	) award`;
