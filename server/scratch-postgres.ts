import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { leftoverScratchFolders, newScratchFolder } from './scratch-folder.ts';

/**
 * A fast Postgres of its own for tests and measurements: its data is in a temporary folder, and `stop`
 * deletes it. What processes that were killed left behind is cleared away first.
 */
export async function startScratchPostgres(): Promise<EmbeddedPostgres> {
	await removeLeftoverScratch();
	const dataDir = await newScratchDataDir();
	const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined, fast: true });
	return { ...postgres, stop: () => removeScratch(dataDir) };
}

/** A folder for the data of a Postgres that may be lost. */
export async function newScratchDataDir(): Promise<string> {
	return dataDirOf(await newScratchFolder('scratch'));
}

/** Stops the server of such a folder and deletes both. */
export async function removeScratch(dataDir: string): Promise<void> {
	await removeEmbeddedPostgres(dataDir);
	await rm(path.dirname(dataDir), { recursive: true, force: true });
}

/** Stops and deletes the scratch servers of processes that are gone. */
export async function removeLeftoverScratch(): Promise<void> {
	for (const folder of await leftoverScratchFolders('scratch')) await removeScratch(dataDirOf(folder));
}

const dataDirOf = (folder: string) => path.join(folder, 'postgres');
