import { chmod, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

/** What a folder of data that may be lost belongs to. */
export type ScratchKind = 'scratch' | 'redis';

/** The folder's name goes on with the id of the process that it belongs to. */
const prefixOf = (kind: ScratchKind) => `touchline-${kind}-${userInfo().username}-`;

/** A new temporary folder that belongs to this process. */
export async function newScratchFolder(kind: ScratchKind): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), `${prefixOf(kind)}${process.pid}-`));
	await chmod(folder, 0o755);
	return folder;
}

/** The folders of processes that are gone, such as those that were killed. */
export async function leftoverScratchFolders(kind: ScratchKind): Promise<string[]> {
	const prefix = prefixOf(kind);
	const names = await readdir(tmpdir());
	return names
		.filter((name) => name.startsWith(prefix) && !isAlive(Number.parseInt(name.slice(prefix.length), 10)))
		.map((name) => path.join(tmpdir(), name));
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
