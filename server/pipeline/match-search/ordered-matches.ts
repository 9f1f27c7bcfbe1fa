import { Prisma } from '../../../prisma/generated/client.ts';
import type { Database } from '../../db.ts';
import type { MatchCondition } from '../match-condition.ts';

/** A match in its place: matches are ordered by kick-off, and those of one time by id. */
export interface PlacedMatch {
	id: string;
	kickoffAt: Date;
}

/** By kick-off: `up` is the earliest first. */
export type KickoffOrder = 'up' | 'down';

export interface OrderedMatches {
	condition: MatchCondition;
	/** Words that a match is found by: teams, competition, round or year, by the beginnings of their words. */
	text?: string | undefined;
	order: KickoffOrder;
	limit: number;
}

/** Matches that are looked through in their order before the index of words is asked. */
const LOOKED_THROUGH = 2_000;

/**
 * The first matches that fulfil the condition and are found by the text, in the order that is asked for. A text
 * without a word finds none.
 */
export async function orderedMatches(db: Database, wanted: OrderedMatches): Promise<PlacedMatch[]> {
	const { condition, text, order, limit } = wanted;
	const by = inOrder(order);
	if (text === undefined) {
		return db.$queryRaw<PlacedMatch[]>`
			SELECT m.id, m."kickoffAt" FROM "Match" m WHERE ${condition} ORDER BY ${by} LIMIT ${limit}`;
	}
	const close = await db.$queryRaw<PlacedMatch[]>`
		SELECT m.id, m."kickoffAt" FROM (
			SELECT m.id, m."kickoffAt", m.words FROM "Match" m WHERE ${condition} ORDER BY ${by} LIMIT ${LOOKED_THROUGH}
		) m
		WHERE ${foundBy(text)} ORDER BY ${by} LIMIT ${limit}`;
	return close.length === limit ? close : rareMatches(db, { ...wanted, text });
}

/**
 * The same for words that few matches have, where they are looked for: left to itself, Postgres goes through all
 * matches in their order for a word that it knows nothing of. No index has the order of this sum.
 */
function rareMatches(db: Database, { condition, text, order, limit }: OrderedMatches & { text: string }) {
	const direction = DIRECTIONS[order];
	return db.$queryRaw<PlacedMatch[]>`
		SELECT m.id, m."kickoffAt" FROM "Match" m WHERE (${condition}) AND ${foundBy(text)}
		ORDER BY m."kickoffAt" + interval '0' ${direction}, m.id ${direction} LIMIT ${limit}`;
}

function foundBy(text: string): MatchCondition {
	return Prisma.sql`m.words @@ search_query(${text})`;
}

const DIRECTIONS: Record<KickoffOrder, Prisma.Sql> = { up: Prisma.sql`ASC`, down: Prisma.sql`DESC` };

function inOrder(order: KickoffOrder): Prisma.Sql {
	return Prisma.sql`m."kickoffAt" ${DIRECTIONS[order]}, m.id ${DIRECTIONS[order]}`;
}
