import { spawn } from 'node:child_process';

/** A system account that a program can run as. */
export interface Account {
	uid: number;
	gid: number;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface RunOptions {
	/** Run as this account instead of our own; only root may. */
	account?: Account | undefined;
	/** In a session of its own, so that a Ctrl-C in the terminal does not reach it. */
	detached?: boolean;
	/** Default "/": a folder that every account can enter. */
	cwd?: string;
}

export interface Outcome {
	/** Null when a signal ended it or it could not be started. */
	code: number | null;
	stdout: string;
	stderr: string;
}

/** Runs a program to its end; a program that cannot be started is an outcome too. */
export function run(
	program: string,
	args: readonly string[],
	{ account, detached = false, cwd = '/' }: RunOptions = {},
): Promise<Outcome> {
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			cwd,
			detached,
			// Postgres and its tools read PG* and locale variables; a user's own must not reach them.
			env: { PATH, LC_ALL: 'C', NODE_ENV: 'production' },
			stdio: ['ignore', 'pipe', 'pipe'],
			windowsHide: true,
			...account,
		});
		let stdout = '';
		let stderr = '';
		child.stdout.on('data', (chunk) => {
			stdout += chunk;
		});
		child.stderr.on('data', (chunk) => {
			stderr += chunk;
		});
		child.once('error', (error) => resolve({ code: null, stdout, stderr: error.message }));
		child.once('close', (code) => resolve({ code, stdout, stderr }));
	});
}
