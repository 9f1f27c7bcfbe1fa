import { databaseUrl, dropDatabase, ensureDatabase } from '../../server/databases.ts';
import type { Env } from '../../server/env.ts';
import { describeError } from '../../server/errors.ts';
import { createQueueBackend } from '../../server/queue/create-backend.ts';
import { startScratchPostgres } from '../../server/scratch-postgres.ts';

export interface ScratchDatabase {
	url: string;
	/** Takes the database away with its queues, and the server when it was started for it. */
	discard(): Promise<void>;
}

/**
 * A database for one run: on the server of `DATABASE_URL`, or on an embedded one of its own.
 * @throws AppError ('unavailable') when that server, or the Redis of `REDIS_URL`, cannot be reached
 */
export async function openScratchDatabase({
	DATABASE_URL: server,
	REDIS_URL,
}: Env): Promise<ScratchDatabase> {
	const name = `touchline_scratch_${process.pid}`;
	const scratch = server ? await openOn(server, name) : await openOnItsOwn(name);
	if (REDIS_URL === undefined) return scratch;
	const discard = async () => {
		await clearRedis(scratch.url, REDIS_URL).catch(reportLeftover);
		await scratch.discard();
	};
	try {
		// An earlier run with the same name may have been killed.
		await clearRedis(scratch.url, REDIS_URL);
		return { url: scratch.url, discard };
	} catch (error) {
		await scratch.discard();
		throw error;
	}
}

async function openOn(server: string, name: string): Promise<ScratchDatabase> {
	await dropDatabase(server, name);
	await ensureDatabase(server, name);
	return { url: databaseUrl(server, name), discard: () => dropDatabase(server, name) };
}

async function openOnItsOwn(name: string): Promise<ScratchDatabase> {
	const postgres = await startScratchPostgres();
	await ensureDatabase(postgres.adminUrl, name);
	return { url: postgres.urlOf(name), discard: () => postgres.stop() };
}

async function clearRedis(databaseUrl: string, redisUrl: string): Promise<void> {
	const backend = await createQueueBackend({ databaseUrl, redisUrl, onError: report, warn: report });
	try {
		await backend.clear();
	} finally {
		await backend.close();
	}
}

function reportLeftover(error: unknown): void {
	report(`The run's queues stay in Redis: ${describeError(error)}`);
}

function report(problem: unknown): void {
	process.stderr.write(`${describeError(problem)}\n`);
}
