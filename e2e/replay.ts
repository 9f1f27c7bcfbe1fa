import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import type { Client } from 'pg';
import { freePort } from '../scripts/launch/ports.ts';
import { type ModelServer, startModelServer } from '../scripts/model-server/server.ts';
import { databaseUrl, withConnection } from '../server/databases.ts';
import { startScratchPostgres } from '../server/scratch-postgres.ts';

export const PASSWORD = 'correct horse battery';

/** A replay of a simulated matchday, with its console in a browser. */
export interface RunningReplay {
	url: string;
	models: ModelServer;
	/** Makes every model call fail as the stand-in server's faults say; null heals them. */
	setFaults(faults: object[] | null): Promise<void>;
	/** Does something to the replay's database behind its back. */
	inDatabase<Result>(work: (client: Client) => Promise<Result>): Promise<Result>;
	stop(): Promise<void>;
}

/** Starts the command that an operator would start, and waits until its console answers. */
export async function startReplay(faults: object[] | null = null): Promise<RunningReplay> {
	const folder = await mkdtemp(path.join(tmpdir(), 'touchline-e2e-'));
	const models = await startModelServer({ latencyMs: 100 });
	const postgres = await startScratchPostgres();
	const setFaults = (wanted: object[] | null) => putFaults(models, wanted);
	if (faults) await setFaults(faults);

	const port = await freePort('127.0.0.1');
	const args = ['--speed', '900', '--port', String(port), '--models', models.url];
	const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/replay.ts', ...args], {
		env: {
			...process.env,
			TOUCHLINE_DATA_DIR: folder,
			ADMIN_PASSWORD: PASSWORD,
			DATABASE_URL: postgres.adminUrl,
			LOG_LEVEL: 'warn',
		},
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	const ended = new Promise((resolve) => child.once('exit', resolve));
	async function stop() {
		child.kill('SIGINT');
		await ended;
		await models.close();
		await postgres.stop();
		await rm(folder, { recursive: true, force: true });
	}
	try {
		await said(child, 'The console is at');
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		url: `http://127.0.0.1:${port}`,
		models,
		setFaults,
		inDatabase: (work) =>
			withConnection(databaseUrl(postgres.adminUrl, `touchline_scratch_${child.pid}`), work),
		stop,
	};
}

async function putFaults(models: ModelServer, faults: object[] | null): Promise<void> {
	const answer = await fetch(new URL('/faults', models.url), {
		method: faults ? 'PUT' : 'DELETE',
		...(faults ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(faults) } : {}),
	});
	if (!answer.ok) throw new Error(`The model server refuses the faults: ${await answer.text()}`);
}

/** Waits until a command has said these words on standard error. */
export function said(child: ChildProcess, words: string): Promise<void> {
	return new Promise((resolve, reject) => {
		let text = '';
		child.stderr?.on('data', (part: Buffer) => {
			text += part;
			if (text.includes(words)) resolve();
		});
		child.once('exit', (code) => reject(new Error(`It ended with code ${code}: ${text}`)));
	});
}

export async function logIn(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/login`);
	await page.getByLabel('Password').fill(PASSWORD);
	await page.getByRole('button', { name: 'Log in' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('48 h');
}

/** Fails when the browser's console reports an error or a warning: hydration, CSP, a script. */
export const test = base.extend<{ quietConsole: undefined }>({
	quietConsole: [
		async ({ page }, use) => {
			const reported: string[] = [];
			page.on('console', (message) => {
				if (['error', 'warning'].includes(message.type())) reported.push(message.text());
			});
			page.on('pageerror', (error) => reported.push(error.message));
			await use(undefined);
			expect(reported).toEqual([]);
		},
		{ auto: true },
	],
});
