import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Env } from '../../server/env.ts';

/** The operator's password, and what to tell about where it is from. */
export interface AdminPassword {
	password: string;
	/** File that keeps a generated password; null when it was set with ADMIN_PASSWORD. */
	file: string | null;
}

/** `ADMIN_PASSWORD`, or one that is made up the first time and kept where only its owner can read it. */
export async function adminPassword(env: Env): Promise<AdminPassword> {
	const known = await knownAdminPassword(env);
	if (known) return known;
	const password = randomBytes(12).toString('base64url');
	const file = passwordFile(env);
	await mkdir(env.TOUCHLINE_DATA_DIR, { recursive: true });
	await writeFile(file, `${password}\n`, { mode: 0o600 });
	return { password, file };
}

/** `ADMIN_PASSWORD`, or the one that was made up before; null when there is neither. */
export async function knownAdminPassword(env: Env): Promise<AdminPassword | null> {
	if (env.ADMIN_PASSWORD) return { password: env.ADMIN_PASSWORD, file: null };
	const file = passwordFile(env);
	try {
		return { password: (await readFile(file, 'utf8')).trim(), file };
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
		throw error;
	}
}

function passwordFile({ TOUCHLINE_DATA_DIR }: Env): string {
	return path.join(TOUCHLINE_DATA_DIR, 'admin-password');
}
