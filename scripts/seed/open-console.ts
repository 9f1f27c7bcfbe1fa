import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureOperator } from '../../server/auth/operators.ts';
import { machineTime, SECOND, SystemClock } from '../../server/clock.ts';
import { ensureDatabase } from '../../server/databases.ts';
import { readEnv } from '../../server/env.ts';
import { createHeartbeat } from '../../server/pipeline/heartbeat.ts';
import { runPass } from '../../server/pipeline/passes.ts';
import { WORKER_KINDS } from '../../server/pipeline/workers-alive.ts';
import { openProcess, type ProcessContext } from '../../server/process.ts';
import { startScratchPostgres } from '../../server/scratch-postgres.ts';
import { waitForConsole } from '../launch/console.ts';
import { freePort } from '../launch/ports.ts';
import { prepareDatabase } from '../launch/prepare-database.ts';
import { createSupervisor } from '../launch/supervisor.ts';
import { fillDatabase } from './fill-database.ts';

export interface SeededConsoleOptions {
	matches: number;
	password: string;
	/** Worker processes that are started; the others only look alive. None by default. */
	workers?: ('scheduling' | 'prediction' | 'settlement')[];
	/** Of the environment, over those that it gives itself. */
	variables?: Record<string, string>;
	/** What runs as the web process, with its arguments; the real one alone by default. */
	web?: { script: string; args: string[] };
	/** Done to the database before anything is started. */
	prepare?(databaseUrl: string): Promise<void>;
	say?(line: string): void;
}

/** A console on a database that was filled for it. */
export interface OpenConsole {
	url: string;
	/** Of a process that stands beside the console's. */
	context: ProcessContext;
	/** Ends all of it, and deletes the database. */
	stop(): Promise<void>;
}

/** Fills a scratch database, puts its coming work into the queues, and starts the production build of the console on it. */
export async function openSeededConsole({
	matches,
	password,
	workers = [],
	variables = {},
	web = { script: 'server/index.ts', args: [] },
	prepare = async () => undefined,
	say = () => undefined,
}: SeededConsoleOptions): Promise<OpenConsole> {
	const closing: (() => Promise<unknown>)[] = [];
	const stop = async () => {
		for (const close of closing.splice(0).reverse()) await close();
	};
	try {
		const [postgres, port, folder] = await Promise.all([
			startScratchPostgres(),
			freePort('127.0.0.1'),
			mkdtemp(path.join(tmpdir(), 'touchline-console-')),
		]);
		closing.push(() => rm(folder, { recursive: true, force: true }));
		closing.push(() => postgres.stop());
		await ensureDatabase(postgres.adminUrl, 'touchline');
		const databaseUrl = postgres.urlOf('touchline');
		await prepareDatabase(databaseUrl, async (db) => {
			await fillDatabase(db, { matches, seed: 1, now: new Date(machineTime()), say });
			await ensureOperator(db, password);
		});
		await prepare(databaseUrl);

		const supervisor = createSupervisor({
			env: {
				...{ DATABASE_URL: databaseUrl, REDIS_URL: '', FOOTBALL_SOURCE: 'simulated', NODE_ENV: 'production' },
				...{ HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn' },
				...variables,
			},
			logDir: folder,
			report: say,
		});
		supervisor.run('web', web.script, web.args);
		for (const name of workers) supervisor.run(name, `workers/${name}.ts`);
		closing.push(() => supervisor.stop());

		const env = { ...readEnv({}), DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' as const };
		const context = await openProcess('seed', env);
		closing.push(() => context.close());
		closing.push(await beatForWorkers(context));
		await runPass(context, 'operator');
		const url = `http://127.0.0.1:${port}`;
		await waitForConsole(url, folder);
		return { url, context, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Without workers, every page would tell of nothing else. @returns lets them fall silent */
async function beatForWorkers({ db }: ProcessContext): Promise<() => Promise<void>> {
	const hearts = WORKER_KINDS.map((kind) => createHeartbeat(db, new SystemClock(), kind));
	const beat = async () => {
		for (const heart of hearts) await heart.beat();
	};
	await beat();
	let beating: Promise<void> = Promise.resolve();
	const timer = setInterval(() => {
		beating = beating.then(beat);
	}, 5 * SECOND);
	return async () => {
		clearInterval(timer);
		await beating;
	};
}
