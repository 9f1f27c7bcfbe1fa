import { Prisma } from '../../../prisma/generated/client.ts';
import type { FailureCondition } from './failure-condition.ts';

/**
 * A SELECT of the ids of the failures that fulfil the condition, which locks them until the transaction ends. Whoever
 * changes several failures locks them with this first: all take them in the same order, so that no two wait
 * for each other in a circle.
 */
export function lockedFailures(condition: FailureCondition): Prisma.Sql {
	return Prisma.sql`SELECT f.id FROM "JobFailure" f WHERE ${condition} ORDER BY f.id FOR NO KEY UPDATE`;
}
