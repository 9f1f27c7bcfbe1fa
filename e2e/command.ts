import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../scripts/launch/ports.ts';

export const PASSWORD = 'correct horse battery';

/** A command of ours that serves a console until it is stopped. */
export interface RunningCommand {
	/** Of the console. */
	url: string;
	pid: number;
	stop(): Promise<void>;
}

/**
 * Starts a command that an operator would start, with a data folder of its own, and waits until its console answers.
 * @param variables added to the environment of the tests
 */
export async function startCommand(
	script: string,
	args: string[],
	variables: Record<string, string>,
): Promise<RunningCommand> {
	const folder = await mkdtemp(path.join(tmpdir(), 'touchline-e2e-'));
	const port = await freePort('127.0.0.1');
	const command = ['--import', 'tsx', script, ...args, '--port', String(port)];
	const child = spawn(process.execPath, command, {
		env: { ...process.env, TOUCHLINE_DATA_DIR: folder, ADMIN_PASSWORD: PASSWORD, ...variables },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	const ended = new Promise((resolve) => child.once('exit', resolve));
	async function stop() {
		child.kill('SIGINT');
		await ended;
		await rm(folder, { recursive: true, force: true });
	}
	try {
		await said(child, 'The console is at');
	} catch (error) {
		await stop();
		throw error;
	}
	return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop };
}

/** Waits until a command has said these words on standard error. */
function said(child: ChildProcess, words: string): Promise<void> {
	return new Promise((resolve, reject) => {
		let text = '';
		child.stderr?.on('data', (part: Buffer) => {
			text += part;
			if (text.includes(words)) resolve();
		});
		child.once('exit', (code) => reject(new Error(`It ended with code ${code}: ${text}`)));
	});
}
