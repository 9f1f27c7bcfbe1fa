import { Prisma } from '../../prisma/generated/client.ts';
import type { Database } from '../db.ts';

/** A condition on `"Match" m`, made by `claimed`, `kickingOff` or `withIds`. */
export type MatchCondition = Prisma.Sql;

export function withIds(ids: string[]): MatchCondition {
	return Prisma.sql`m.id = ANY(${ids})`;
}

/** Matches that kick off from `from` (included) to `to` (not included). */
export function kickingOff(from: Date, to: Date): MatchCondition {
	return Prisma.sql`m."kickoffAt" >= ${from} AND m."kickoffAt" < ${to}`;
}

/** Both of the conditions. */
export function both(one: MatchCondition, other: MatchCondition): MatchCondition {
	return Prisma.sql`(${one}) AND (${other})`;
}

/** The ids of the matches that fulfil the condition, in order of kick-off. */
export async function matchIds(
	db: Pick<Database, '$queryRaw'>,
	condition: MatchCondition,
): Promise<string[]> {
	const rows = await db.$queryRaw<{ id: string }[]>`
		SELECT m.id FROM "Match" m WHERE ${condition} ORDER BY m."kickoffAt", m.id`;
	return rows.map(({ id }) => id);
}

/** Those of the ids that no match has. */
export async function unknownMatches(db: Pick<Database, '$queryRaw'>, ids: string[]): Promise<string[]> {
	const known = new Set(await matchIds(db, withIds(ids)));
	return [...new Set(ids)].filter((id) => !known.has(id));
}
