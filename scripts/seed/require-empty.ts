import type { Transaction } from '../../server/db.ts';
import { AppError } from '../../server/errors.ts';

/**
 * Lets nobody but this transaction write matches, and makes sure that there are none.
 * @throws AppError ('conflict') when the database is in use
 */
export async function requireEmpty(tx: Transaction): Promise<void> {
	await tx.$executeRaw`LOCK TABLE "Match", "Replay" IN EXCLUSIVE MODE`;
	const [found] = await tx.$queryRaw<{ name: string; content: string | null }[]>`
		SELECT current_database() AS name, CASE
			WHEN EXISTS (SELECT FROM "Replay") THEN 'a replay'
			WHEN EXISTS (SELECT FROM "Match") THEN 'matches'
			WHEN EXISTS (SELECT FROM "Competition") THEN 'competitions'
			WHEN EXISTS (SELECT FROM "OperatorAction") THEN 'what operators did'
			WHEN EXISTS (SELECT FROM "Alert") OR EXISTS (SELECT FROM "Webhook") THEN 'alerts or webhooks'
		END AS content`;
	if (!found?.content) return;
	throw new AppError(
		'conflict',
		`The database "${found.name}" holds ${found.content} already, and invented matches never mix with real ones: name an empty database in DATABASE_URL (createdb makes one).`,
	);
}
