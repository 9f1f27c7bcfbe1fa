import { Prisma } from '../../../prisma/generated/client.ts';
import type { Database } from '../../db.ts';
import type { FailureCondition } from './failure-condition.ts';

/** Which failures another try is asked for, and the matches that they are of. */
export interface AskedAgain {
	failures: FailureCondition;
	matchIds: string[];
}

/** Open failures among the named ones. */
export function openOnes(failureIds: string[]): FailureCondition {
	return Prisma.sql`f.id = ANY(${failureIds}) AND f."resolvedAt" IS NULL`;
}

/** Failed settlements of the matches, also those that an operator cleared: an explicit retry outweighs that. */
export function settlementsOf(matchIds: string[]): FailureCondition {
	return Prisma.sql`f."matchId" = ANY(${matchIds}) AND f.stage = 'settlement'
		AND (f."resolvedAt" IS NULL OR f.resolution = 'cleared')`;
}

/**
 * Notes that an operator asks for another try. A match that lacks predictions gets those asked for again
 * too, because its settlement cannot succeed without them; and a fan-out that was cleared, because no model
 * is asked without it.
 */
export async function askAgain(
	db: Pick<Database, '$executeRaw'>,
	{ failures, matchIds }: AskedAgain,
	now: Date,
): Promise<void> {
	// All who lock them do so in one order, and wait for each other.
	await db.$executeRaw`
		WITH asked AS MATERIALIZED (
			SELECT f.id FROM "JobFailure" f
			WHERE ${failures} OR f."matchId" = ANY(${matchIds}) AND f.stage = 'predictions'
				AND (f."resolvedAt" IS NULL OR f.resolution = 'cleared' AND f."modelId" IS NULL)
			ORDER BY f.id
			FOR NO KEY UPDATE
		)
		UPDATE "JobFailure" f SET "retryRequestedAt" = greatest(${now}::timestamptz, f."lastSeenAt")
		FROM asked WHERE f.id = asked.id`;
}
