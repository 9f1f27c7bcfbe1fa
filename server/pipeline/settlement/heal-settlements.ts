import type { Transaction } from '../../db.ts';

/** Closes the open settlement failures of matches whose settlement has been done after all. */
export async function healSettlements(tx: Transaction, matchIds: string[], now: Date): Promise<void> {
	await tx.$executeRaw`
		UPDATE "JobFailure" SET "resolvedAt" = ${now}, resolution = 'healed'
		WHERE stage = 'settlement' AND "matchId" = ANY(${matchIds}) AND "resolvedAt" IS NULL`;
}
