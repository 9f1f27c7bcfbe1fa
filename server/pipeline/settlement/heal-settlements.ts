import type { Transaction } from '../../db.ts';

/** Closes the open settlement failures of matches whose settlement has been done after all. */
export async function healSettlements(tx: Transaction, matchIds: string[], now: Date): Promise<void> {
	await tx.jobFailure.updateMany({
		where: { stage: 'settlement', matchId: { in: matchIds }, resolvedAt: null },
		data: { resolvedAt: now, resolution: 'healed' },
	});
}
