import type { Database } from '../../server/db.ts';

/** Ids of what pages are about, one of each kind. */
export interface Subjects {
	match: string;
	/** It has predicted the match. */
	model: string;
	/** On failures. */
	action: string;
	/** A backfill. */
	run: string;
}

/**
 * Of a database that has been seeded. The match is the one with the longest name of those that have predictions, and its
 * model the one with the longest reply: what fits there fits everywhere.
 */
export async function findSubjects(db: Database): Promise<Subjects> {
	const [found] = await db.$queryRaw<Subjects[]>`
		WITH match AS MATERIALIZED (
			SELECT m.id FROM "Match" m JOIN "Team" home ON home.id = m."homeTeamId"
			WHERE EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id)
			ORDER BY length(home.name) DESC, m.status = 'finished' DESC, m."kickoffAt" DESC, m.id LIMIT 1
		)
		SELECT match.id AS match, p."modelId" AS model,
			(SELECT id FROM "FailureAction" ORDER BY "startedAt" DESC, id LIMIT 1) AS action,
			(SELECT id FROM "BackfillRun" ORDER BY "startedAt" DESC, id LIMIT 1) AS run
		FROM match JOIN "Prediction" p ON p."matchId" = match.id ORDER BY length(p.reply) DESC, p.id LIMIT 1`;
	if (!found) throw new Error('The database has no prediction: fill it first (npm run seed).');
	return found;
}
