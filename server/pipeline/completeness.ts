import DataLoader from 'dataloader';
import type { Database } from '../db.ts';
import { isAsked } from './enabled-models.ts';

/** Real milliseconds in which questions are gathered: a match's answers come by the dozen. */
const GATHER = 10;

/**
 * Makes the question whether a match has a prediction of every enabled model. Those of a moment are asked at once,
 * and of several about one match the first is told that it is complete: one has to see to what follows.
 */
export function createCompletenessReader(
	db: Pick<Database, '$queryRaw'>,
): (matchId: string) => Promise<boolean> {
	const loader = new DataLoader((ids: readonly string[]) => areComplete(db, ids), {
		// What is true of a match changes while the process lives.
		cache: false,
		batchScheduleFn: (read) => setTimeout(read, GATHER),
	});
	return (matchId) => loader.load(matchId);
}

async function areComplete(db: Pick<Database, '$queryRaw'>, matchIds: readonly string[]): Promise<boolean[]> {
	const rows = await db.$queryRaw<{ matchId: string }[]>`
		SELECT asked."matchId" FROM unnest(${[...new Set(matchIds)]}::text[]) AS asked ("matchId")
		WHERE NOT EXISTS (SELECT FROM "Model" model WHERE ${isAsked} AND NOT EXISTS (
			SELECT FROM "Prediction" p WHERE p."matchId" = asked."matchId" AND p."modelId" = model.id))`;
	const complete = new Set(rows.map(({ matchId }) => matchId));
	return matchIds.map((id) => complete.delete(id));
}
