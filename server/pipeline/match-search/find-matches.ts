import { Prisma } from '../../../prisma/generated/client.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { type OrderedMatches, orderedMatches } from './ordered-matches.ts';

/** A match as one chooses it from a few. */
export interface FoundMatch {
	id: string;
	home: string;
	away: string;
	competition: string;
	kickoffAt: Date;
}

/** What one looks through without reading. */
const MOST_FOUND = 8;

/**
 * The matches that a text finds, by the beginnings of words of their teams, competition, round or year, or by their
 * id: at most 8, those whose kick-off is closest to now first.
 */
export async function findMatches(
	{ db, clock }: { db: Database; clock: Clock },
	text: string,
): Promise<FoundMatch[]> {
	const now = clock.now();
	const find = (condition: Prisma.Sql, order: OrderedMatches['order']) =>
		orderedMatches(db, { condition, text, order, limit: MOST_FOUND });
	const [coming, past] = await Promise.all([
		find(Prisma.sql`m."kickoffAt" >= ${now}`, 'up'),
		find(Prisma.sql`m."kickoffAt" < ${now}`, 'down'),
	]);
	const distance = ({ kickoffAt }: { kickoffAt: Date }) => Math.abs(kickoffAt.getTime() - now.getTime());
	const closest = [...coming, ...past].sort((a, b) => distance(a) - distance(b)).slice(0, MOST_FOUND);
	const ids = [text, ...closest.map(({ id }) => id)];
	const found = await db.$queryRaw<FoundMatch[]>`
		SELECT m.id, home.name AS home, away.name AS away, c.name AS competition, m."kickoffAt"
		FROM "Match" m
		JOIN "Competition" c ON c.id = m."competitionId"
		JOIN "Team" home ON home.id = m."homeTeamId"
		JOIN "Team" away ON away.id = m."awayTeamId"
		WHERE m.id = ANY(${ids}) ORDER BY array_position(${ids}, m.id)`;
	return found.slice(0, MOST_FOUND);
}
