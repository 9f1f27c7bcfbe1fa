import type { Prisma } from '../../prisma/generated/client.ts';
import type { VoidReason } from '../../prisma/generated/enums.ts';
import type { Database } from '../db.ts';

/**
 * Takes predictions away from their matches and keeps them as void.
 * @param which a condition on `"Prediction" p` and its `"Match" m`
 */
export async function voidPredictions(
	tx: Pick<Database, '$executeRaw'>,
	which: Prisma.Sql,
	{ at, because }: { at: Date; because: VoidReason },
): Promise<void> {
	await tx.$executeRaw`
		WITH taken AS (
			DELETE FROM "Prediction" p USING "Match" m WHERE m.id = p."matchId" AND (${which}) RETURNING p.*
		)
		INSERT INTO "VoidPrediction" (id, "matchId", "modelId", "promptId", "homeGoals", "awayGoals",
			"homeProbability", "drawProbability", "awayProbability", "madeAt", "kickoffAt", reply, "servedBy",
			"latencyMs", "promptTokens", "completionTokens", "costUsd", "voidedAt", "voidedBecause")
		SELECT id, "matchId", "modelId", "promptId", "homeGoals", "awayGoals",
			"homeProbability", "drawProbability", "awayProbability", "madeAt", "kickoffAt", reply, "servedBy",
			"latencyMs", "promptTokens", "completionTokens", "costUsd", ${at}, ${because}::"VoidReason"
		FROM taken`;
}
