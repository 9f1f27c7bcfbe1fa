import type { Database } from '../db.ts';

/**
 * What lines of the audit trail name that are about something: its own id or name and, for a match, the retries, clears and
 * backfills that touched it, and its alerts.
 */
export async function everythingAbout(db: Database, idOrName: string): Promise<string[]> {
	const rows = await db.$queryRaw<{ id: string }[]>`
		SELECT item."actionId" AS id FROM "FailureActionItem" item
			JOIN "JobFailure" failure ON failure.id = item."failureId" WHERE failure."matchId" = ${idOrName}
		UNION SELECT "runId" FROM "BackfillItem" WHERE "matchId" = ${idOrName}
		UNION SELECT id FROM "Alert" WHERE "matchId" = ${idOrName}`;
	return [idOrName, ...rows.map(({ id }) => id)];
}
