import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../scripts/launch/ports.ts';
import { PASSWORD, said } from './replay.ts';

/** An incident that has happened, with the console as its operator finds it. */
export interface RunningScenario {
	url: string;
	stop(): Promise<void>;
}

/** Starts the command that replays an incident, and waits until it has happened. */
export async function startScenario(name: string): Promise<RunningScenario> {
	const folder = await mkdtemp(path.join(tmpdir(), 'touchline-e2e-'));
	const port = await freePort('127.0.0.1');
	const child = spawn(
		process.execPath,
		['--import', 'tsx', 'scripts/scenario.ts', name, '--port', String(port)],
		{
			env: { ...process.env, TOUCHLINE_DATA_DIR: folder, ADMIN_PASSWORD: PASSWORD, DATABASE_URL: '' },
			stdio: ['ignore', 'ignore', 'pipe'],
		},
	);
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
	return { url: `http://127.0.0.1:${port}`, stop };
}
