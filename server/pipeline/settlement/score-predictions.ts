import type { BonusRule } from '../../../prisma/generated/enums.ts';
import type { Transaction } from '../../db.ts';
import type { Score } from '../../football/source.ts';
import { SMALLEST_PROBABILITY } from '../probability-scores.ts';
import { EXACT_SCORE_BONUS, GOAL_DIFFERENCE_BONUS, type Quotas, tendencyOf } from '../scoring.ts';

export interface ScoringRun {
	settlementId: string;
	matchId: string;
	score: Score;
	quotas: Quotas;
	bonusRule: BonusRule;
}

/**
 * Scores all predictions of a match in one statement: the rules of `scorePrediction` and
 * `probabilityScores` in SQL, because row by row a matchday takes minutes.
 * @returns how many predictions were scored
 */
export async function scorePredictions(tx: Transaction, run: ScoringRun): Promise<number> {
	const { home, away } = run.score;
	const tendency = tendencyOf(run.score);
	// A right goal difference implies the right tendency, so only the tendency's own points ask for it.
	const differenceAlways = run.bonusRule === 'additive';
	const differenceUnlessExact = !differenceAlways && tendency !== 'draw';
	return tx.$executeRaw`
		WITH hit AS (
			SELECT
				"id",
				sign("homeGoals" - "awayGoals") = sign(${home}::int - ${away}::int) AS "tendency",
				"homeGoals" - "awayGoals" = ${home}::int - ${away}::int AS "difference",
				"homeGoals" = ${home}::int AND "awayGoals" = ${away}::int AS "exact",
				"homeProbability" - ${tendency === 'home' ? 1 : 0}::int AS "homeError",
				"drawProbability" - ${tendency === 'draw' ? 1 : 0}::int AS "drawError",
				"awayProbability" - ${tendency === 'away' ? 1 : 0}::int AS "awayError",
				CASE ${tendency}::text
					WHEN 'home' THEN "homeProbability"
					WHEN 'draw' THEN "drawProbability"
					ELSE "awayProbability"
				END AS "outcomeProbability"
			FROM "Prediction"
			WHERE "matchId" = ${run.matchId}
		), award AS (
			SELECT
				*,
				CASE WHEN "tendency" THEN ${run.quotas[tendency]}::int ELSE 0 END AS "tendencyPoints",
				CASE
					WHEN "difference" AND (${differenceAlways}::boolean OR (${differenceUnlessExact}::boolean AND NOT "exact"))
					THEN ${GOAL_DIFFERENCE_BONUS}::int
					ELSE 0
				END AS "goalDifferenceBonus",
				CASE WHEN "exact" THEN ${EXACT_SCORE_BONUS}::int ELSE 0 END AS "exactScoreBonus"
			FROM hit
		)
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
			"settlementId" = ${run.settlementId}
		FROM award
		WHERE award."id" = p."id"`;
}
