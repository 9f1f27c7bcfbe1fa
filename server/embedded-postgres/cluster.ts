import { randomBytes } from 'node:crypto';
import { chown, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../errors.ts';
import type { Binaries } from './binaries.ts';
import type { Home } from './home.ts';
import { readIfPresent } from './postmaster.ts';
import { type Account, run } from './run.ts';

/** Where a cluster is and what runs it. */
export interface Installation {
	home: Home;
	binaries: Binaries;
	account: Account | undefined;
}

const SUPERUSER = 'touchline';

/** Nobody guesses at the password of a cluster that may be lost: its hash need not take long either. */
const FAST = ['--no-sync', '--set', 'scram_iterations=1'];

/**
 * Creates the cluster, with a random password, unless there is one. It gets its name when it is
 * complete, so that a run that was cut short leaves no half a cluster.
 * @param fast for data that may be lost
 * @returns whether it created one
 */
export async function ensureCluster(
	{ home, binaries, account }: Installation,
	fast: boolean,
): Promise<boolean> {
	if ((await readIfPresent(path.join(home.cluster, 'PG_VERSION'))) !== undefined) return false;
	const unfinished = `${home.cluster}.unfinished`;
	await Promise.all([unfinished, home.password].map((left) => rm(left, { recursive: true, force: true })));
	await writeFile(home.password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
	if (account !== undefined) await chown(home.password, account.uid, account.gid);
	const { code, stderr } = await run(
		binaries.initdb,
		[
			...['--pgdata', unfinished, '--username', SUPERUSER, '--pwfile', home.password],
			...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C'],
			...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--no-instructions'],
			...(fast ? FAST : []),
		],
		{ account },
	);
	if (code !== 0) {
		throw new AppError(
			'unavailable',
			`The embedded Postgres could not be set up in ${home.directory} (${lastLine(stderr)}): mend that, or set DATABASE_URL.`,
		);
	}
	await rename(unfinished, home.cluster);
	return true;
}

/** The address of a database of the cluster, password included. */
export async function clusterUrl(home: Home, port: number, database: string): Promise<string> {
	const password = (await readIfPresent(home.password))?.trim();
	if (password === undefined) {
		throw new AppError(
			'unavailable',
			`The password file ${home.password} is missing: put it back, or remove ${home.directory} to begin with an empty database.`,
		);
	}
	return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

function lastLine(text: string): string {
	return text.trim().split('\n').at(-1) ?? '';
}
