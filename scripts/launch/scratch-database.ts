import { databaseUrl, dropDatabase, ensureDatabase } from '../../server/databases.ts';
import type { Env } from '../../server/env.ts';
import { startScratchPostgres } from '../../server/scratch-postgres.ts';

export interface ScratchDatabase {
	url: string;
	/** Takes the database away, and the server with it when it was started for it. */
	discard(): Promise<void>;
}

/** A database for one run: on the server of `DATABASE_URL`, or on an embedded one of its own. */
export async function openScratchDatabase({ DATABASE_URL: server }: Env): Promise<ScratchDatabase> {
	const name = `touchline_scratch_${process.pid}`;
	if (server) {
		await dropDatabase(server, name);
		await ensureDatabase(server, name);
		return { url: databaseUrl(server, name), discard: () => dropDatabase(server, name) };
	}
	const postgres = await startScratchPostgres();
	await ensureDatabase(postgres.adminUrl, name);
	return { url: postgres.urlOf(name), discard: () => postgres.stop() };
}
