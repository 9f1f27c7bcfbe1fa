import { type Clock, DAY, HOUR, MINUTE, ReplayClock, SystemClock } from './clock.ts';
import { resolveDatabaseUrl } from './database-url.ts';
import { withConnection } from './databases.ts';
import { createDatabase, type Database, type DatabaseOptions } from './db.ts';
import { type Env, readEnv } from './env.ts';
import { AppError } from './errors.ts';
import { createFeedListener, type FeedListener } from './feed/listener.ts';
import { createFeedPublisher, type FeedPublisher } from './feed/publisher.ts';
import { createLogger, type Logger } from './log.ts';
import type { Windows } from './pipeline/stages.ts';
import type { QueueBackend } from './queue/backend.ts';
import { createQueueBackend } from './queue/create-backend.ts';
import { createQueues, type Queues } from './queue/queues.ts';
import { type ReplayInfo, readReplay, requireOwnDatabase } from './replay/replay.ts';
import { startTracing } from './tracing/start-tracing.ts';

/** What every process of Touchline is built from. The workers add their own source and model client. */
export interface ProcessContext {
	env: Env;
	databaseUrl: string;
	db: Database;
	clock: Clock;
	backend: QueueBackend;
	queues: Queues;
	windows: Windows;
	log: Logger;
	feed: FeedPublisher;
	listener: FeedListener;
	/** Set when this database belongs to a replay; the clock is then the replay's. */
	replay: ReplayInfo | null;
	close(): Promise<void>;
}

/**
 * Opens what a process needs, from the environment.
 * @param name for the log: "web", "prediction", ...
 * @param options.answersWithin for a process whose users wait: see `DatabaseOptions`
 * @throws AppError when the environment is not usable, or the database or Redis cannot be reached
 */
export async function openProcess(
	name: string,
	env = readEnv(),
	{ answersWithin }: Pick<DatabaseOptions, 'answersWithin'> = {},
): Promise<ProcessContext> {
	const log = createLogger(name, env.LOG_LEVEL);
	const databaseUrl = await resolveDatabaseUrl(env);
	await requireMigrated(databaseUrl);

	const opened: (() => Promise<unknown>)[] = [];
	const close = async () => {
		for (const end of opened.splice(0).reverse()) await end();
	};
	const onError = (error: unknown) => log.error({ err: error }, 'connection trouble');
	try {
		opened.push(await startTracing(name, env, log));
		const db = createDatabase(databaseUrl, { answersWithin });
		opened.push(() => db.$disconnect());
		const replay = await readReplay(db);
		requireOwnDatabase(env, replay);
		const listener = createFeedListener(databaseUrl, onError);
		opened.push(() => listener.close());
		await listener.ready();
		const clock = replay ? followedClock(replay, db, listener, onError) : new SystemClock();
		const warn = (message: string) => log.warn(message);
		const backend = await createQueueBackend({
			databaseUrl,
			redisUrl: env.REDIS_URL,
			answersWithin,
			onError,
			warn,
		});
		opened.push(() => backend.close());
		const queues = createQueues(backend, clock);
		opened.push(() => queues.close());
		const feed = createFeedPublisher(db, onError);
		opened.push(() => feed.flush());
		const windows = windowsOf(env);
		return { env, databaseUrl, db, clock, backend, queues, windows, log, feed, listener, replay, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** @throws AppError ('unavailable') when the database cannot be reached or is not Touchline's yet */
async function requireMigrated(databaseUrl: string): Promise<void> {
	const migrated = await withConnection(databaseUrl, async (client) => {
		const { rows } = await client.query<{ present: boolean }>(
			`SELECT to_regclass('public."Replay"') IS NOT NULL AS present`,
		);
		return rows[0]?.present ?? false;
	});
	if (!migrated) throw new AppError('unavailable', 'The database has no tables yet: `npm start` makes them.');
}

/** The replay's clock, kept at the pace that the conductor sets. */
function followedClock(
	replay: ReplayInfo,
	db: Database,
	listener: FeedListener,
	onError: (error: unknown) => void,
): ReplayClock {
	const clock = new ReplayClock(replay.clock);
	listener.onMessage(({ topics }) => {
		if (!topics.includes('replay')) return;
		readReplay(db).then((now) => now && clock.follow(now.clock), onError);
	});
	return clock;
}

function windowsOf(env: Env): Windows {
	return {
		analysis: env.ANALYSIS_WINDOW_HOURS * HOUR,
		lineups: env.LINEUPS_WINDOW_HOURS * HOUR,
		predictions: env.PREDICTIONS_WINDOW_HOURS * HOUR,
		lookBack: env.LOOK_BACK_HOURS * HOUR,
		backfill: env.BACKFILL_DAYS * DAY,
		patience: env.PREDICTIONS_PATIENCE_MINUTES * MINUTE,
	};
}
