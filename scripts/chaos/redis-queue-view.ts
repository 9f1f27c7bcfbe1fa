import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { handAdder, type QueueView } from './queue-view.ts';
import type { QueuedJob } from './state.ts';

/**
 * BullMQ's keys in Redis.
 * @param prefix what the names of all keys begin with
 */
export async function redisQueueView(url: string, prefix: string): Promise<QueueView> {
	// While the server is away nothing waits for it: the next look asks again.
	const redis = new Redis(url, {
		lazyConnect: true,
		maxRetriesPerRequest: 0,
		enableOfflineQueue: false,
		retryStrategy: () => 100,
	});
	redis.on('error', () => undefined);
	await redis.connect();
	const byHand = handAdder((name) => new Queue(name, { connection: { url }, prefix }));

	return {
		async jobs() {
			const keys = await redis.keys(`${prefix}:*`);
			const queues = new Set(keys.map((key) => key.slice(prefix.length + 1).split(':', 1)[0]));
			const jobs = await Promise.all([...queues].map((queue) => jobsOf(redis, prefix, queue ?? '')));
			return jobs.flat();
		},
		async wipe() {
			await redis.flushall();
		},
		add: byHand.add,
		async close() {
			await byHand.close();
			redis.disconnect();
		},
	};
}

const LISTS = ['wait', 'paused', 'active'];
const SORTED_SETS = ['delayed', 'prioritized', 'completed', 'failed', 'waiting-children'];

async function jobsOf(redis: Redis, prefix: string, queue: string): Promise<QueuedJob[]> {
	const key = (part: string) => `${prefix}:${queue}:${part}`;
	const idsIn = async (state: string) =>
		LISTS.includes(state) ? redis.lrange(key(state), 0, -1) : redis.zrange(key(state), 0, '-1');
	const states = await Promise.all(
		[...LISTS, ...SORTED_SETS].map(async (state) => ({ state, ids: await idsIn(state) })),
	);
	return Promise.all(
		states.flatMap(({ state, ids }) =>
			ids.map(async (id) => {
				const takenAt = state === 'active' ? await redis.hget(key(id), 'processedOn') : null;
				return { queue, id, state, takenAt: Number(takenAt ?? 0) };
			}),
		),
	);
}
