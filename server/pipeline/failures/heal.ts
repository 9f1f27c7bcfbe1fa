import type { Database } from '../../db.ts';
import { openOnes } from './failure-condition.ts';
import { lockedFailures } from './lock-failures.ts';

/** Closes those of the named failures that are open: their work has been done. */
export async function healNamed(db: Database, ids: string[], now: Date): Promise<void> {
	await db.$executeRaw`
		WITH named AS MATERIALIZED (${lockedFailures(openOnes(ids))})
		UPDATE "JobFailure" f SET "resolvedAt" = ${now}::timestamptz, resolution = 'healed'
		FROM named WHERE f.id = named.id`;
}
