import { Prisma } from '../../../prisma/generated/client.ts';
import type { Transaction } from '../../db.ts';
import { lockedFailures } from '../failures/lock-failures.ts';

/** Closes the open settlement failures of matches whose settlement has been done after all. */
export async function healSettlements(tx: Transaction, matchIds: string[], now: Date): Promise<void> {
	const open = Prisma.sql`f.stage = 'settlement' AND f."matchId" = ANY(${matchIds}) AND f."resolvedAt" IS NULL`;
	await tx.$executeRaw`
		WITH settled AS MATERIALIZED (${lockedFailures(open)})
		UPDATE "JobFailure" f SET "resolvedAt" = ${now}::timestamptz, resolution = 'healed'
		FROM settled WHERE f.id = settled.id`;
}
