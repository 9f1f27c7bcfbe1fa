import path from 'node:path';
import { findEmbeddedPostgres } from './embedded-postgres.ts';
import type { Env } from './env.ts';
import { AppError } from './errors.ts';

/** Where the embedded Postgres keeps its data. */
export function embeddedDataDir(env: Env): string {
	return path.resolve(env.TOUCHLINE_DATA_DIR, 'postgres');
}

/** The embedded server's database: without a source of real fixtures, everything is a demonstration. */
export function embeddedDatabaseName(env: Env): string {
	return env.FOOTBALL_SOURCE ? 'touchline' : 'touchline_demo';
}

/**
 * The database that this process belongs to: `DATABASE_URL`, or the embedded server when one runs.
 * @throws AppError ('unavailable') when there is neither
 */
export async function resolveDatabaseUrl(env: Env): Promise<string> {
	if (env.DATABASE_URL) return env.DATABASE_URL;
	const embedded = await findEmbeddedPostgres(embeddedDataDir(env));
	if (embedded) return embedded.urlOf(embeddedDatabaseName(env));
	throw new AppError(
		'unavailable',
		'There is no database: run `npm start`, which brings one, or set DATABASE_URL.',
	);
}
