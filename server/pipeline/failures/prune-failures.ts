import { after, DAY } from '../../clock.ts';
import type { Database } from '../../db.ts';

/** Resolved failures and ended actions are kept this long, in milliseconds. */
const KEEP_RESOLVED = 90 * DAY;
const KEEP_ACTIONS_DAYS = 30;

/**
 * Deletes what nobody asks about any more. What an operator cleared stays: it keeps the work from being tried again.
 * @param now by the pipeline's clock, as failures are dated; actions are dated in real time, and measured by
 * the database's clock
 */
export async function pruneFailures(db: Database, now: Date): Promise<void> {
	await db.$executeRaw`
		DELETE FROM "FailureAction" WHERE "endedAt" < now() - make_interval(days => ${KEEP_ACTIONS_DAYS}::int)`;
	await db.jobFailure.deleteMany({
		where: { resolvedAt: { lt: after(now, -KEEP_RESOLVED) }, resolution: { not: 'cleared' } },
	});
}
