import { Prisma } from '../../../prisma/generated/client.ts';
import type { Database } from '../../db.ts';
import type { FailureCondition } from './failure-condition.ts';
import { lockedFailures } from './lock-failures.ts';

/** Which failures another try is asked for, and the matches that they are of. */
export interface AskedAgain {
	failures: FailureCondition;
	matchIds: string[];
}

/** Failed settlements of the matches, also those that an operator cleared: an explicit retry outweighs that. */
export function settlementsOf(matchIds: string[]): FailureCondition {
	return Prisma.sql`f."matchId" = ANY(${matchIds}) AND f.stage = 'settlement'
		AND (f."resolvedAt" IS NULL OR f.resolution = 'cleared')`;
}

/**
 * Notes that an operator asks for another try, and for one of all that the work of these matches waits for: the
 * settlement for the predictions, and those for the analysis and the line-ups, which may be in a long pause
 * before they are tried again by themselves. Of what was cleared, a fan-out is asked for, too: no model is
 * asked without it.
 */
export async function askAgain(
	db: Pick<Database, '$executeRaw'>,
	{ failures, matchIds }: AskedAgain,
	now: Date,
): Promise<void> {
	const wanted = Prisma.sql`${failures} OR f."matchId" = ANY(${matchIds}) AND (
		f.stage IN ('analysis', 'lineups', 'predictions') AND f."resolvedAt" IS NULL
		OR f.stage = 'predictions' AND f."modelId" IS NULL AND f.resolution = 'cleared'
	)`;
	await db.$executeRaw`
		WITH asked AS MATERIALIZED (${lockedFailures(wanted)})
		UPDATE "JobFailure" f SET "retryRequestedAt" = greatest(${now}::timestamptz, f."lastSeenAt")
		FROM asked WHERE f.id = asked.id`;
}
