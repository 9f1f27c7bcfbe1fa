import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

/** The folder's name goes on with the id of the process that it belongs to. */
const PREFIX = `touchline-scratch-${userInfo().username}-`;

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
	const folder = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
	await chmod(folder, 0o755);
	return path.join(folder, 'postgres');
}

/** Stops the server of such a folder and deletes both. */
export async function removeScratch(dataDir: string): Promise<void> {
	await removeEmbeddedPostgres(dataDir);
	await rm(path.dirname(dataDir), { recursive: true, force: true });
}

/** Stops and deletes the scratch servers of processes that are gone. */
export async function removeLeftoverScratch(): Promise<void> {
	for (const name of await readdir(tmpdir())) {
		if (!name.startsWith(PREFIX)) continue;
		const owner = Number.parseInt(name.slice(PREFIX.length), 10);
		if (!isAlive(owner)) await removeScratch(path.join(tmpdir(), name, 'postgres'));
	}
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
