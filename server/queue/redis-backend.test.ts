import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { START, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later } from '../clock.ts';
import { databaseUrl, dropDatabase, ensureDatabase } from '../databases.ts';
import { startScratchRedis } from '../scratch-redis.ts';
import type { QueueBackend } from './backend.ts';
import { newJob } from './catalogue.ts';
import { createQueueBackend } from './create-backend.ts';
import { queuePrefix } from './installation.ts';
import { createQueues } from './queues.ts';

const pipeline = testPipeline();
const url = () => inject('redisUrl') ?? '';
const opened: QueueBackend[] = [];
let redis: Redis;
let prefix: string;

beforeAll(async () => {
	redis = new Redis(url());
	prefix = await queuePrefix(pipeline().url);
});
afterAll(() => redis.disconnect());
afterEach(async () => {
	for (const backend of opened.splice(0)) await backend.close();
	await pipeline().backend.clear();
});

const fail = (problem: unknown) => {
	throw problem;
};

async function open(redisUrl: string, warn: (message: string) => void = fail): Promise<QueueBackend> {
	const backend = await createQueueBackend({ databaseUrl: pipeline().url, redisUrl, onError: fail, warn });
	opened.push(backend);
	return backend;
}

const job = newJob('analysis', { matchId: 'm1' }, later(START, HOUR));

describe('queues in Redis', () => {
	it.each(['delayed', 'wait', 'prioritized'])(
		'tell of a job that lost its place in "%s" as ended, and replace it',
		async (place) => {
			const { queues, backend } = pipeline();
			const queue = backend.queue('analysis');
			const when = { delayed: { delay: HOUR }, wait: {}, prioritized: { priority: 1 } }[place];
			await queue.add(job.name, job.payload, { jobId: job.id, ...when });
			await queue.close();
			expect(await redis.del(`${prefix}:analysis:${place}`)).toBe(1);
			expect([...(await queues.inspect([job])).values()]).toEqual([
				{ state: 'ended', dueAt: null, started: 0 },
			]);
			await queues.add([job]);
			expect(await queues.counts('analysis')).toMatchObject({ waiting: 0, delayed: 0, active: 0 });
			await queues.replace([job]);
			expect(await queues.counts('analysis')).toMatchObject({ waiting: 0, delayed: 1, active: 0 });
		},
	);

	it('tell nothing of a job of which only the place is left', async () => {
		const { queues } = pipeline();
		await queues.add([job]);
		await redis.del(`${prefix}:analysis:${job.id}`);
		expect(await queues.inspect([job])).toEqual(new Map());
		await queues.add([job]);
		expect((await queues.inspect([job])).get(job.id)?.state).toBe('delayed');
		expect(await queues.counts('analysis')).toMatchObject({ delayed: 1 });
	});

	it('tell nothing of a failed job of which only the place is left', async () => {
		const { queues } = pipeline();
		await redis.zadd(`${prefix}:analysis:failed`, 1, job.id);
		expect(await queues.failed(10)).toEqual([]);
	});

	it('share a Redis with those of another database, and clear their own alone', async () => {
		const { url: own, clock, queues } = pipeline();
		// A name that Redis would read as a pattern, and refuse as the name of a connection.
		const name = `other * ${new URL(own).pathname.slice(1)}`;
		const other = databaseUrl(own, name);
		await ensureDatabase(own, name);
		const neighbour = await createQueueBackend({
			databaseUrl: other,
			redisUrl: url(),
			onError: fail,
			warn: fail,
		});
		opened.push(neighbour);
		const theirs = createQueues(neighbour, clock);
		await Promise.all([queues.add([job]), theirs.add([job])]);
		const taken: string[] = [];
		const worker = neighbour.worker('settlement', async ({ id }) => void taken.push(id ?? ''), {
			concurrency: 1,
		});
		await worker.waitUntilReady();
		await queues.add([newJob('settlement', { matchId: 'ours' })]);
		await theirs.add([newJob('settlement', { matchId: 'theirs' })]);
		await vi.waitFor(() => expect(taken).toEqual(['settlement-theirs']));
		expect(await queues.counts('settlement')).toMatchObject({ waiting: 1 });
		await pipeline().backend.clear();
		expect(await queues.counts('analysis')).toMatchObject({ delayed: 0 });
		expect(await theirs.counts('analysis')).toMatchObject({ delayed: 1 });
		await neighbour.clear();
		expect(await theirs.counts('analysis')).toMatchObject({ delayed: 0 });
		await worker.close();
		await theirs.close();
		await dropDatabase(own, name);
	});

	it('warn of a Redis that may throw jobs away', async () => {
		const warnings: string[] = [];
		// One of its own: the others' tests would fail on the warning.
		const scratch = await startScratchRedis();
		const itself = new Redis(scratch.url);
		await itself.config('SET', 'maxmemory-policy', 'allkeys-lru');
		await open(scratch.url);
		await itself.config('SET', 'maxmemory', '500mb');
		await open(scratch.url, (message) => warnings.push(message));
		for (const backend of opened.splice(0)) await backend.close();
		itself.disconnect();
		await scratch.stop();
		expect(warnings).toEqual([
			expect.stringMatching(/maxmemory-policy is allkeys-lru and ought to be noeviction/),
		]);
	});

	it('say in one line why a Redis cannot be used, and keep its password to themselves', async () => {
		await expect(open('redis://user:secret@127.0.0.1:1/3')).rejects.toThrow(
			/^Redis at redis:\/\/user:\*\*\*@127\.0\.0\.1:1\/3 cannot be used \(.*ECONNREFUSED.*\): start it, or correct or unset REDIS_URL\.$/,
		);
		await expect(open(url().replace('//', '//user:secret@'))).rejects.toThrow(/WRONGPASS.*unset REDIS_URL/);
		await expect(open(`${url()}/99`)).rejects.toThrow(/DB index is out of range/);
	});
});
