import { Prisma } from '../../../prisma/generated/client.ts';
import type { Transaction } from '../../db.ts';
import { voidPredictions } from '../void-predictions.ts';

/**
 * Takes the retroactive predictions of these models out of the match, and an analysis that was made after
 * kick-off, and keeps them as void. What was made on time stays, and so does the analysis that it was made with.
 * Whoever calls it has locked the match: a settlement has it and its predictions to itself.
 */
export async function makeAnew(
	tx: Transaction,
	{ matchId, modelIds }: { matchId: string; modelIds: string[] },
	now: Date,
): Promise<void> {
	const retroactive = Prisma.sql`m.id = ${matchId} AND p."modelId" = ANY(${modelIds}) AND p.retroactive`;
	await voidPredictions(tx, retroactive, { at: now, because: 'made_anew' });
	await tx.$executeRaw`
		WITH taken AS (
			DELETE FROM "MatchAnalysis" analysis USING "Match" m
			WHERE m.id = ${matchId} AND analysis."matchId" = m.id AND analysis."madeAt" >= m."kickoffAt"
				AND NOT EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id AND NOT p.retroactive)
			RETURNING analysis.*
		)
		INSERT INTO "VoidAnalysis" (id, "matchId", "madeAt", "asOf", content, "unavailableReason", "voidedAt")
		SELECT gen_random_uuid()::text, "matchId", "madeAt", "asOf", content, "unavailableReason", ${now} FROM taken`;
}
