import { access, constants, statfs } from 'node:fs/promises';

const MEMORY = '/dev/shm';

/** Bytes; a run takes a quarter of it. */
const ROOM = 2 ** 30;

/**
 * Has this process, and all that it starts from now on, keep temporary files in memory, where a system offers that and
 * has the room: a database of its own for every test file is hundreds of small files, and what a file system on a disk
 * does about them takes longer than many of the tests. A TMPDIR that was chosen stays.
 */
export async function keepTemporaryFilesInMemory(): Promise<void> {
	if (process.env.TMPDIR === undefined && (await hasRoom(MEMORY))) process.env.TMPDIR = MEMORY;
}

async function hasRoom(folder: string): Promise<boolean> {
	try {
		await access(folder, constants.W_OK);
		const { bavail, bsize } = await statfs(folder);
		return bavail * bsize >= ROOM;
	} catch {
		return false;
	}
}
