import type { Transaction } from '../../db.ts';
import { AWARD } from './award.ts';

/**
 * Scores all predictions of the settlements' matches in one statement, from nothing but what the
 * settlements say, because row by row a matchday takes minutes.
 * @returns how many predictions have other points than before, by match
 */
export async function scorePredictions(
	tx: Transaction,
	settlementIds: string[],
): Promise<Map<string, number>> {
	const rows = await tx.$queryRaw<{ matchId: string; changed: number }[]>`
		WITH award AS (
			SELECT p.id, p.points AS before, s.id AS "settlementId", award.*
			FROM "Settlement" s JOIN "Prediction" p ON p."matchId" = s."matchId" ${AWARD}
			WHERE s.id = ANY(${settlementIds})
		), scored AS (
			UPDATE "Prediction" AS p
			SET
				"tendencyPoints" = award."tendencyPoints",
				"goalDifferenceBonus" = award."goalDifferenceBonus",
				"exactScoreBonus" = award."exactScoreBonus",
				points = award."tendencyPoints" + award."goalDifferenceBonus" + award."exactScoreBonus",
				brier = award.brier,
				"rankedProbability" = award."rankedProbability",
				"logLoss" = award."logLoss",
				"settlementId" = award."settlementId"
			FROM award
			WHERE award.id = p.id
			RETURNING p."matchId", award.before <> p.points AS changed
		)
		SELECT "matchId", (count(*) FILTER (WHERE changed))::int AS changed
		FROM scored GROUP BY "matchId"`;
	return new Map(rows.map(({ matchId, changed }) => [matchId, changed]));
}
