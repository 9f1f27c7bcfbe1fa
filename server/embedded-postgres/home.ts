import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../errors.ts';
import { mayEnter } from './account.ts';
import type { Account } from './run.ts';

/** Where things go when the account "postgres" cannot enter the project's folder. */
export const REFUGE = '/var/tmp';

/** The files of one cluster. */
export interface Home {
	directory: string;
	/** False when it had to go elsewhere than asked for. */
	asAsked: boolean;
	/** Postgres's own data directory. */
	cluster: string;
	/** The superuser's password; readable by the server's account alone. */
	password: string;
	/** The server's log since its last start; the one before is kept beside it. */
	log: string;
	/** The port that was used last. */
	port: string;
}

/**
 * The home of the cluster that a caller calls `dataDir`: that folder, or one under /var/tmp when the
 * server's account cannot enter it (a clone in /root, say).
 */
export async function homeOf(dataDir: string, account: Account | undefined): Promise<Home> {
	const wanted = path.resolve(dataDir);
	const asAsked = account === undefined || (await mayEnter(path.dirname(wanted), account));
	const directory = asAsked ? wanted : path.join(REFUGE, `touchline-${shortHash(wanted)}`);
	return {
		directory,
		asAsked,
		cluster: path.join(directory, 'cluster'),
		password: path.join(directory, 'password'),
		log: path.join(directory, 'postgres.log'),
		port: path.join(directory, 'port'),
	};
}

/** Creates the home's folder for the server's account alone. */
export async function prepareHome({ directory }: Home, account: Account | undefined): Promise<void> {
	// The account has to come through the folders above, which a mode would be given to as well.
	await mkdir(path.dirname(directory), { recursive: true });
	await mkdir(directory, { recursive: true, mode: 0o700 });
	if (account === undefined) return;
	const { uid } = await lstat(directory);
	// Anyone may create folders in /var/tmp; one that is a stranger's could be swapped under the server.
	if (uid !== 0 && uid !== account.uid) {
		throw new AppError('conflict', `${directory} belongs to another user: remove it, or set DATABASE_URL.`);
	}
	await chown(directory, account.uid, account.gid);
	await chmod(directory, 0o700);
}

function shortHash(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
