import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { accepts, withConnection } from '../../server/databases.ts';
import { readPostmaster } from '../../server/embedded-postgres/postmaster.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/embedded-postgres.ts';
import { AppError } from '../../server/errors.ts';
import { newScratchDataDir, removeLeftoverScratch, removeScratch } from '../../server/scratch-postgres.ts';

/** A Postgres that belongs to this run alone, because the run kills it. */
export interface OwnPostgres {
	adminUrl: string;
	urlOf(database: string): string;
	/** Stops it in good order, which ends all connections, and starts it again on the same data. */
	restart(): Promise<void>;
	/** Kills its first process, as a machine short of memory would, and starts it again on the same data. */
	kill(): Promise<void>;
	stop(): Promise<void>;
}

/** It waits for the disk like one of production: what it has confirmed must survive a kill. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
	await removeLeftoverScratch();
	const dataDir = await newScratchDataDir();
	const start = () => startEmbeddedPostgres({ dataDir, log: () => undefined });
	const postgres = await start().catch(async (error: unknown) => {
		await removeScratch(dataDir);
		throw error;
	});

	async function startAgain(): Promise<void> {
		const { adminUrl } = await start();
		if (new URL(adminUrl).port !== new URL(postgres.adminUrl).port)
			throw new AppError('conflict', "Another program took the port of the run's Postgres: run it again.");
	}

	return {
		adminUrl: postgres.adminUrl,
		urlOf: postgres.urlOf,
		async restart() {
			await postgres.stop();
			await startAgain();
		},
		async kill() {
			process.kill(await postmasterOf(postgres), 'SIGKILL');
			while (await accepts(postgres.adminUrl)) await sleep(20);
			await startAgain();
		},
		stop: () => removeScratch(dataDir),
	};
}

async function postmasterOf({ adminUrl }: EmbeddedPostgres): Promise<number> {
	const { rows } = await withConnection(adminUrl, (client) =>
		client.query<{ data_directory: string }>('SHOW data_directory'),
	);
	const cluster = path.resolve(rows[0]?.data_directory ?? '');
	const postmaster = await readPostmaster(cluster);
	if (!postmaster) throw new AppError('unavailable', `No Postgres runs on ${cluster}.`);
	return postmaster.pid;
}
