import type { Database } from '../../db.ts';

/** The day that is looked at, and some. */
const KEEP_HOURS = 48;

/** Deletes counts that nobody looks at any more; they are dated in real time, and measured by the database's clock. */
export async function pruneJobsEnded(db: Database): Promise<void> {
	await db.$executeRaw`
		DELETE FROM "JobsEnded" WHERE at < now() - make_interval(hours => ${KEEP_HOURS}::int)`;
}
