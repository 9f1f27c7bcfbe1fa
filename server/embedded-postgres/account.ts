import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../errors.ts';
import { type Account, run } from './run.ts';

const NAME = 'postgres';

/** Postgres refuses to run as root, so root lends it the account "postgres". */
export function needsAccount(): boolean {
	return process.getuid?.() === 0;
}

/** The account "postgres", if the system has it. */
export async function findAccount(): Promise<Account | undefined> {
	const [uid, gid] = await Promise.all([idOf('-u'), idOf('-g')]);
	return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

/** The account "postgres"; creates it, with its group, where the system lacks it. */
export async function ensureAccount(): Promise<Account> {
	const existing = await findAccount();
	if (existing !== undefined) return existing;
	await run('groupadd', ['--system', '--force', NAME]);
	const created = await run('useradd', [
		'--system',
		'--gid',
		NAME,
		'--no-create-home',
		'--home-dir',
		'/nonexistent',
		'--shell',
		'/usr/sbin/nologin',
		NAME,
	]);
	const account = await findAccount();
	if (account === undefined) {
		throw new AppError(
			'unavailable',
			`Postgres refuses to run as root and the account "${NAME}" could not be created (${created.stderr.trim()}): run Touchline as another user, or set DATABASE_URL.`,
		);
	}
	return account;
}

/** Whether the account can reach `directory`, or the nearest parent of it that exists. */
export async function mayEnter(directory: string, account: Account): Promise<boolean> {
	const found = await stat(directory).catch(() => undefined);
	if (found !== undefined && !allowsEntry(found, account)) return false;
	const parent = path.dirname(directory);
	return parent === directory || mayEnter(parent, account);
}

function allowsEntry(
	{ mode, uid, gid }: { mode: number; uid: number; gid: number },
	account: Account,
): boolean {
	if (uid === account.uid) return (mode & 0o100) !== 0;
	if (gid === account.gid) return (mode & 0o010) !== 0;
	return (mode & 0o001) !== 0;
}

async function idOf(which: '-u' | '-g'): Promise<number | undefined> {
	const { code, stdout } = await run('id', [which, NAME]);
	return code === 0 ? Number(stdout.trim()) : undefined;
}
