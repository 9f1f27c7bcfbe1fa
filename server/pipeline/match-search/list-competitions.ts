import type { Database } from '../../db.ts';

/** The competitions that Touchline knows, by name. */
export function listCompetitions(db: Pick<Database, 'competition'>): Promise<{ id: string; name: string }[]> {
	return db.competition.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } });
}
