import { readFile, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../errors.ts';
import { run } from './run.ts';

export interface Postmaster {
	pid: number;
	port: number;
}

/** What postmaster.pid says about the server of a cluster; a killed server leaves it behind. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
	const lines = (await readIfPresent(postmasterFile(cluster)))?.split('\n');
	if (lines === undefined) return undefined;
	const [pid, , , port] = lines.map(Number);
	return { pid: pid || 0, port: port || 0 };
}

export function postmasterFile(cluster: string): string {
	return path.join(cluster, 'postmaster.pid');
}

/** Whether process `pid` is a server of this cluster: its number may have passed to another program. */
export async function serves(pid: number, cluster: string): Promise<boolean> {
	if (pid <= 0) return false;
	if (process.platform === 'linux') {
		// The server's working directory is its data directory.
		const directory = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
		return directory !== undefined && directory === (await realpath(cluster));
	}
	const { stdout } = await run('ps', ['-o', 'args=', '-p', String(pid)]);
	return stdout.includes(cluster);
}

/** The text of a file of the cluster's home; undefined when there is none. */
export async function readIfPresent(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, 'utf8');
	} catch (cause) {
		if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
		throw new AppError(
			'forbidden',
			`${file} cannot be read: run Touchline as the user who first started it here, or set DATABASE_URL.`,
			{ cause },
		);
	}
}
