import {
	type BackendFactory,
	type JobProgress,
	Queue,
	QueueKeys,
	RedisConnection,
	RedisQueueBackend,
	Worker,
} from 'bullmq';
import { type Redis, ReplyError } from 'ioredis';
import { machineTime } from '../clock.ts';
import { AppError } from '../errors.ts';
import { groupBy } from '../group-by.ts';
import type { BackendOptions, QueueBackend } from './backend.ts';
import { isLateRenewal } from './late-renewal.ts';
import { countRedisJobs, readRedisJobs, removeEndedRedisJobs, removeRedisKeys } from './redis-jobs.ts';
import { endConnection, openRedis } from './redis-server.ts';
import { tracedWorker } from './traced-queue.ts';

type RedisQueue = Queue<unknown, void, string, unknown, void, string, RedisQueueBackend, Redis>;

export interface RedisQueuesOptions extends Pick<BackendOptions, 'onError' | 'warn'> {
	redisUrl: string;
	/** What the names of all keys begin with. */
	prefix: string;
}

/**
 * Queues in Redis. Those who enqueue or look fail at once while it is away; workers wait, and go on when
 * it is back. A process has one connection for the first, and two per worker.
 * @throws AppError ('unavailable') when Redis cannot be reached or is not fit for it
 */
export async function createRedisQueues({
	redisUrl,
	prefix,
	onError,
	warn,
}: RedisQueuesOptions): Promise<QueueBackend> {
	const server = await openRedis(redisUrl, prefix);
	const { client, danger, address } = server;
	if (danger) warn(danger);
	const told = new WeakSet<Error>();
	const tell = (error: Error) => told.has(error) || onError(error);
	watch(client);

	/** Tells an outage once per connection, however often it tries to come back. */
	function watch(connection: Redis): Redis {
		let away = false;
		connection.on('ready', () => {
			away = false;
		});
		connection.on('error', (error) => {
			if (!away) onError(error);
			away = true;
			// BullMQ's queues and workers pass it on.
			told.add(error);
		});
		return connection;
	}

	const keys = new QueueKeys(prefix);
	// BullMQ's own would look at the server for each connection, and print what it thinks of it.
	const connect: BackendFactory<RedisQueueBackend, Redis> = (
		name,
		given,
		{ withBlockingConnection } = {},
	) => {
		const opts = { ...given, prefix };
		const shared = new RedisConnection(opts.connection, {
			shared: true,
			blocking: false,
			skipVersionCheck: true,
			skipWaitingForReady: !withBlockingConnection,
		});
		const waiting = withBlockingConnection
			? new WaitingConnection(watch(server.waiting(`${prefix}:${name}`)), server.waitsFor1Ms)
			: undefined;
		const toKey = (type: string) => keys.toKey(name, type);
		return new RedisQueueBackend(shared, name, keys.getKeys(name), toKey, opts, waiting);
	};

	return {
		kind: 'redis',
		queue(name) {
			const queue: RedisQueue = new Queue(name, { connection: client }, connect);
			queue.on('error', tell);
			return queue;
		},
		worker(name, processor, tuning) {
			const options = { connection: watch(server.patient()), ...tuning, ...tracedWorker() };
			const worker = new PatientWorker(name, processor, options, connect);
			worker.on('error', (error) => isLateRenewal(error) || tell(error));
			return worker;
		},
		// A job that stands in none of its queue's lists is told by its id alone.
		readAllJobs: () => Promise.resolve(null),
		async readJobs(jobs) {
			const perQueue = await Promise.all(
				[...groupBy(jobs, ({ queue }) => queue)].map(([queue, members]) => {
					const ids = members.map(({ id }) => id);
					return readRedisJobs(client, keys.toKey(queue, ''), ids, machineTime());
				}),
			);
			return perQueue.flat();
		},
		async counts(queues) {
			const count = (queue: string) => countRedisJobs(client, keys.toKey(queue, ''), machineTime());
			return new Map(await Promise.all(queues.map(async (queue) => [queue, await count(queue)] as const)));
		},
		async pausedAmong(queues) {
			const paused = await Promise.all(
				queues.map((queue) => client.hexists(keys.toKey(queue, 'meta'), 'paused')),
			);
			return queues.filter((_, index) => paused[index] === 1);
		},
		removeEnded: (queue, ids) => removeEndedRedisJobs(client, keys.toKey(queue, ''), ids),
		async recover(error) {
			if (error instanceof ReplyError || (await isThere(client))) throw error;
			throw new AppError('unavailable', `Redis at ${address} cannot be reached: start it again.`, {
				cause: error,
			});
		},
		clear: () => removeRedisKeys(client, `${prefix}:`),
		close: () => endConnection(client),
	};
}

/** How a command failed does not tell whether Redis is away; how the next one fares does. */
async function isThere(client: Redis): Promise<boolean> {
	try {
		await client.ping();
		return true;
	} catch {
		return false;
	}
}

/** A worker with a connection of its own for its commands. */
class PatientWorker extends Worker<unknown, void, string, RedisQueueBackend, JobProgress, Redis> {
	/** BullMQ's own waits until Redis has taken the last command, for ever when it is away. */
	override async close(): Promise<void> {
		const { connection } = this.opts;
		const end = () => endConnection(connection);
		connection.once('close', end);
		await Promise.all([connection.status === 'ready' ? undefined : end(), super.close()]);
		await end();
	}
}

/** The connection on which one worker waits for jobs. */
class WaitingConnection extends RedisConnection {
	constructor(
		private readonly redis: Redis,
		waitsFor1Ms: boolean,
	) {
		super(redis, { shared: false, blocking: true, skipVersionCheck: true });
		// BullMQ takes a version that it has not looked at for one that can wait for whole seconds only.
		const know = () => {
			this.capabilities = { canDoubleTimeout: true, canBlockFor1Ms: waitsFor1Ms };
		};
		this.client.then(know, () => undefined);
	}

	/** BullMQ's own waits for ever when Redis is away. */
	override async disconnect(wait?: boolean): Promise<void> {
		return this.redis.status === 'reconnecting' ? endConnection(this.redis) : super.disconnect(wait);
	}
}
