import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureOperator } from '../../server/auth/operators.ts';
import type { Env } from '../../server/env.ts';
import { AppError } from '../../server/errors.ts';
import { pause } from '../../server/pause.ts';
import { openProcess, type ProcessContext } from '../../server/process.ts';
import { queuePrefix } from '../../server/queue/installation.ts';
import { createReplay } from '../../server/replay/replay.ts';
import { startScratchRedis } from '../../server/scratch-redis.ts';
import { postgresQueueView } from '../chaos/postgres-queue-view.ts';
import type { QueueView } from '../chaos/queue-view.ts';
import { redisQueueView } from '../chaos/redis-queue-view.ts';
import { startWorkers } from '../launch/pipeline.ts';
import { prepareDatabase } from '../launch/prepare-database.ts';
import { openScratchDatabase } from '../launch/scratch-database.ts';
import { chooseModels } from '../launch/stand-in-models.ts';
import { createSupervisor, type Supervisor } from '../launch/supervisor.ts';
import { type DayFacts, readDayFacts } from './day-facts.ts';
import { COMPETITION, DATE, FIRST_KICKOFF, writeMatchday } from './matchday.ts';
import type { ScenarioOptions } from './options.ts';

/** Minutes that a settlement waits for predictions that it lacks. */
export const PATIENCE_MINUTES = 60;

/** Real milliseconds that anything awaited may take, and between two looks. */
const LONGEST = 90_000;
const LOOK_EVERY = 100;

/** The pipeline that an incident happens to. */
export interface Stage {
	databaseUrl: string;
	context: ProcessContext;
	queues: QueueView;
	supervisor: Supervisor;
	signal: AbortSignal;
	/**
	 * Waits until the day is as `check` wants it.
	 * @throws AppError ('unavailable') that names what did not happen in time
	 */
	until(what: string, check: (facts: DayFacts) => boolean | Promise<boolean>): Promise<DayFacts>;
	facts(): Promise<DayFacts>;
	close(): Promise<void>;
}

export interface StageOptions extends Pick<ScenarioOptions, 'backend'> {
	env: Env;
	/** Virtual seconds per real second, where the clock is not set forward. */
	speed: number;
	/** Of the console. */
	port: number;
	password: string;
	logDir: string;
	say(line: string): void;
	signal: AbortSignal;
}

/** Sets the scene: a league in a folder, a database that replays its day, the models and the workers. */
export async function openStage(options: StageOptions): Promise<Stage> {
	const { backend, env, port, logDir, say, signal } = options;
	const closing: (() => Promise<unknown>)[] = [];
	const close = async () => {
		for (const step of closing.splice(0).reverse()) await step();
	};
	try {
		const folder = await mkdtemp(path.join(tmpdir(), 'touchline-scenario-'));
		closing.push(() => rm(folder, { recursive: true, force: true }));
		await writeMatchday(folder);

		const redis = backend === 'redis' ? await startScratchRedis() : null;
		if (redis) closing.push(() => redis.stop());
		const { url: databaseUrl, discard } = await openScratchDatabase({ ...env, REDIS_URL: undefined });
		closing.push(discard);
		await prepareDay(databaseUrl, folder, options);

		const queues = redis
			? await redisQueueView(redis.url, await queuePrefix(databaseUrl))
			: postgresQueueView(databaseUrl);
		closing.push(() => queues.close());
		const models = await chooseModels({ ...env, ...NO_REAL_MODELS });
		const settings = { ...SETTINGS, ...models.env, DATABASE_URL: databaseUrl, REDIS_URL: redis?.url ?? '' };
		const supervisor = createSupervisor({ env: { ...settings, PORT: String(port) }, logDir, report: say });
		closing.push(() => supervisor.stop());
		models.start(supervisor);
		startWorkers(supervisor);

		const own = { DATABASE_URL: databaseUrl, REDIS_URL: redis?.url, FOOTBALL_SOURCE: undefined };
		const context = await openProcess('scenario', { ...env, ...own, LOG_LEVEL: 'silent' });
		closing.push(() => context.close());
		const facts = () => readDayFacts(context.db, FIRST_KICKOFF);

		async function until(...[what, check]: Parameters<Stage['until']>): Promise<DayFacts> {
			const deadline = performance.now() + LONGEST;
			while (true) {
				signal.throwIfAborted();
				const now = await facts();
				if (await check(now)) return now;
				if (performance.now() > deadline) {
					throw new AppError('unavailable', `In vain waited for ${what}: see the logs in ${logDir}.`);
				}
				await pause(LOOK_EVERY, signal);
			}
		}
		return { databaseUrl, context, queues, supervisor, signal, until, facts, close };
	} catch (error) {
		await close();
		throw error;
	}
}

const NO_REAL_MODELS = {
	MODELS_URL: undefined,
	TOGETHER_API_KEY: undefined,
	SYNTHETIC_API_KEY: undefined,
};

/** What the processes are told, whatever the environment says; an empty one counts as unset. */
const SETTINGS = {
	FOOTBALL_SOURCE: '',
	TOGETHER_API_KEY: '',
	SYNTHETIC_API_KEY: '',
	TOGETHER_CALLS_PER_MINUTE: '0',
	SYNTHETIC_CALLS_PER_MINUTE: '0',
	PREDICTIONS_PATIENCE_MINUTES: String(PATIENCE_MINUTES),
	NODE_ENV: 'production',
	LOG_LEVEL: 'info',
};

async function prepareDay(
	databaseUrl: string,
	folder: string,
	{ password, speed }: StageOptions,
): Promise<void> {
	await prepareDatabase(databaseUrl, async (db) => {
		await ensureOperator(db, password);
		await db.competition.create({ data: COMPETITION });
		const source = { kind: 'openfootball', location: folder } as const;
		await createReplay(db, { competitionId: COMPETITION.id, date: DATE, source, speed }, FIRST_KICKOFF);
	});
}
