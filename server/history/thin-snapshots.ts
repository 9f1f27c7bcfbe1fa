import { Prisma } from '../../prisma/generated/client.ts';
import type { Database } from '../db.ts';
import { ages } from './ages.ts';

/** Orders snapshots of coverage, the worst first: the lowest share, then the latest. No match is no bad news. */
export const worstFirst = Prisma.sql`covered::float8 / nullif(matches, 0) NULLS LAST, at DESC`;

/** Keeps of each hour, and of older ones of each day (UTC), the worst snapshot. */
export async function thinSnapshots(db: Database, now: Date): Promise<void> {
	const { hoursBefore, daysBefore } = ages(now);
	await keepWorst(db, 'hour', Prisma.sql`at >= ${daysBefore} AND at < ${hoursBefore}`);
	await keepWorst(db, 'day', Prisma.sql`at < ${daysBefore}`);
}

async function keepWorst(db: Database, unit: 'hour' | 'day', old: Prisma.Sql): Promise<void> {
	await db.$executeRaw`
		DELETE FROM "CoverageSnapshot" snapshot USING (
			SELECT id, row_number() OVER (PARTITION BY date_trunc(${unit}, at, 'UTC') ORDER BY ${worstFirst}) AS place
			FROM "CoverageSnapshot" WHERE ${old}
		) ranked
		WHERE ranked.id = snapshot.id AND ranked.place > 1`;
}
