import { Prisma } from '../../../prisma/generated/client.ts';
import type { Transaction } from '../../db.ts';

/**
 * Locks matches until the transaction ends, and returns the ids of those that it locked; unknown ones are
 * none. While a match is locked no other settlement of it runs and no prediction for it can be stored: the
 * insert's foreign-key check waits for this lock.
 * @param taken what to do about a match that somebody else has locked: wait for it, or leave it out. Who
 * wants several leaves it out: nobody who waits with empty hands only is ever part of a deadlock.
 */
export async function lockMatches(
	tx: Transaction,
	ids: string[],
	taken: 'wait' | 'leave-out',
): Promise<string[]> {
	const skip = taken === 'wait' ? Prisma.empty : Prisma.sql`SKIP LOCKED`;
	const locked = await tx.$queryRaw<{ id: string }[]>`
		SELECT id FROM "Match" WHERE id = ANY(${ids}) FOR UPDATE ${skip}`;
	return locked.map(({ id }) => id);
}
