import type { Database } from '../../db.ts';

const KEEP_DAYS = 90;

/** Deletes runs that ended long ago, which are dated in real time, and measured by the database's clock. */
export async function pruneRuns(db: Database): Promise<void> {
	await db.$executeRaw`
		DELETE FROM "BackfillRun" WHERE "endedAt" < now() - make_interval(days => ${KEEP_DAYS}::int)`;
}
