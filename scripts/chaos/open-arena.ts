import { mkdirSync } from 'node:fs';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dropDatabase, ensureDatabase } from '../../server/databases.ts';
import { queuePrefix } from '../../server/queue/installation.ts';
import { createReplay } from '../../server/replay/replay.ts';
import { startWorkers } from '../launch/pipeline.ts';
import { freePort } from '../launch/ports.ts';
import { prepareDatabase } from '../launch/prepare-database.ts';
import { createSupervisor } from '../launch/supervisor.ts';
import type { Arena } from './arena.ts';
import { createDeathWatch } from './death-watch.ts';
import { COMPETITION, type League, writeLeague } from './league.ts';
import { startObserver } from './observer.ts';
import type { RoundPlan } from './plan.ts';
import { postgresQueueView } from './postgres-queue-view.ts';
import { redisQueueView } from './redis-queue-view.ts';
import type { Servers } from './servers.ts';

/** Virtual seconds per real second while nothing is asked: a matchday takes half a minute. */
const SPEED = 4_000;

/** At this latency and with so many calls at once, the 420 predictions of a round take about nine seconds. */
const MODEL_LATENCY = 300;
export const MODEL_CONCURRENCY = 14;

/** A call that hangs is given up after so many milliseconds. */
const MODEL_TIMEOUT = 3_000;

export interface RoundOptions extends Servers {
	seed: number;
	/** Folder of the round's logs. */
	logDir: string;
	signal: AbortSignal;
	/** Gets a line for each thing that a person wants to know on the way. */
	say(line: string): void;
}

export interface OpenArena extends Arena {
	/** Ends the workers in good order; the database stays. */
	stopWorkers(): Promise<void>;
	/** Takes everything of the round away. */
	close(): Promise<void>;
}

/** Starts a round: a league in a folder, a database for its replay, the models, and the workers. */
export async function openArena(plan: RoundPlan, options: RoundOptions): Promise<OpenArena> {
	const { postgres, redis, signal, logDir } = options;
	const closing: (() => Promise<unknown>)[] = [];
	const close = async () => {
		for (const step of closing.splice(0).reverse()) await step();
	};
	try {
		const folder = await mkdtemp(path.join(tmpdir(), 'touchline-chaos-'));
		closing.push(() => rm(folder, { recursive: true, force: true }));
		const league = await writeLeague(folder, options.seed, plan.matchday);

		const database = `chaos_round_${plan.round}`;
		await ensureDatabase(postgres.adminUrl, database);
		closing.push(() => dropDatabase(postgres.adminUrl, database));
		const databaseUrl = postgres.urlOf(database);
		await prepareRound(databaseUrl, league);

		const queues = redis
			? await redisQueueView(redis.url, await queuePrefix(databaseUrl))
			: postgresQueueView(databaseUrl);
		closing.push(() => queues.close());
		if (redis) await queues.wipe();

		const port = await freePort('127.0.0.1');
		const modelsUrl = `http://127.0.0.1:${port}/v1`;
		mkdirSync(logDir, { recursive: true });
		const deaths = createDeathWatch(options.say);
		const supervisor = createSupervisor({
			env: {
				...SETTINGS,
				DATABASE_URL: databaseUrl,
				REDIS_URL: redis?.url ?? '',
				MODELS_URL: modelsUrl,
			},
			logDir,
			report: (text) => {
				deaths.report(text);
				void appendFile(path.join(logDir, 'supervisor.log'), `${text}\n`);
			},
		});
		let stopped: Promise<void> | undefined;
		const stopWorkers = () => {
			stopped ??= supervisor.stop();
			return stopped;
		};
		closing.push(stopWorkers);
		supervisor.run('models', 'scripts/model-server/main.ts', [
			...['--port', String(port)],
			...['--latency', String(MODEL_LATENCY)],
		]);
		startWorkers(supervisor);
		const observer = startObserver(databaseUrl, queues, league, signal);
		closing.push(() => observer.close());

		const world = { databaseUrl, postgres, redis, queues, league, modelsUrl, observer };
		return { ...world, supervisor, deaths, signal, stopWorkers, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** What the processes are told, whatever the environment says; an empty one counts as unset. */
const SETTINGS = {
	FOOTBALL_SOURCE: '',
	TOGETHER_CALLS_PER_MINUTE: '0',
	SYNTHETIC_CALLS_PER_MINUTE: '0',
	MODEL_CONCURRENCY: String(MODEL_CONCURRENCY),
	MODEL_TIMEOUT_MS: String(MODEL_TIMEOUT),
	// What changes at the source while models are asked, and the clock is slow, has to be read soon.
	INGEST_INTERVAL_MINUTES: '1',
	NODE_ENV: 'production',
	LOG_LEVEL: 'info',
};

async function prepareRound(databaseUrl: string, { folder, date, matches }: League): Promise<void> {
	await prepareDatabase(databaseUrl, async (db) => {
		await db.competition.create({ data: COMPETITION });
		await db.model.updateMany({ data: { timeoutMs: null } });
		const source = { kind: 'openfootball', location: folder } as const;
		const [first] = matches;
		if (!first) throw new RangeError(`The league has no match on ${date}.`);
		await createReplay(db, { competitionId: COMPETITION.id, date, source, speed: SPEED }, first.kickoffAt);
	});
}
