import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../tests/manual-clock.ts';
import { START, testPipeline } from '../../tests/pipeline.ts';
import { after as later, MINUTE, SECOND, SystemClock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { createHealthCheck } from '../pipeline/health.ts';
import { createHeartbeat } from '../pipeline/heartbeat.ts';
import { WORKER_KINDS } from '../pipeline/workers-alive.ts';
import { type ScratchRedis, startScratchRedis } from '../scratch-redis.ts';
import type { QueueBackend } from './backend.ts';
import { newJob } from './catalogue.ts';
import { createQueues, type Queues } from './queues.ts';
import { createRedisQueues } from './redis-backend.ts';
import { type RunningWorker, startWorker } from './worker.ts';

const pipeline = testPipeline();
let redis: ScratchRedis;
let backend: QueueBackend;
let queues: Queues;
let worker: RunningWorker;
let done: string[];
let complaints: Error[];

const settlement = (matchId: string) => newJob('settlement', { matchId });
const isDone = (...matches: string[]) =>
	vi.waitFor(() => expect(done).toEqual(matches), { timeout: 15_000, interval: 20 });

/** Adds a job as soon as that is possible. */
const add = (matchId: string) =>
	vi.waitFor(() => queues.add([settlement(matchId)]), { timeout: 10_000, interval: 20 });

beforeEach(async () => {
	redis = await startScratchRedis();
	complaints = [];
	done = [];
	backend = await createRedisQueues({
		redisUrl: redis.url,
		prefix: 'touchline:test',
		onError: (error) => complaints.push(error),
		warn: (message) => complaints.push(new Error(message)),
	});
	queues = createQueues(backend, new SystemClock());
	worker = startWorker(
		'settlement',
		{ settlement: async ({ matchId }) => void done.push(matchId) },
		{
			backend,
			clock: new SystemClock(),
			log: pino({ level: 'silent' }),
			concurrency: 2,
			onFinalFailure: async ({ error }) => {
				throw error;
			},
		},
	);
	await worker.ready();
	await add('before');
	await isDone('before');
});

afterEach(async () => {
	await worker.close();
	await queues.close();
	await backend.close();
	await redis.stop();
});

describe('while Redis is away', () => {
	it('adding, looking and counting fail at once, and say so', async () => {
		await redis.kill();
		const unreachable = {
			code: 'unavailable',
			message: expect.stringMatching(/^Redis at .* cannot be reached/),
		};
		await expect(queues.add([settlement('lost')])).rejects.toMatchObject(unreachable);
		await expect(queues.add([newJob('lineups', { matchId: 'lost' })])).rejects.toBeInstanceOf(AppError);
		await expect(queues.inspect([settlement('lost')])).rejects.toMatchObject(unreachable);
		await expect(queues.counts('settlement')).rejects.toMatchObject(unreachable);
	});

	it('the health check names it, and tells what it knew', async () => {
		const { db, clock } = pipeline();
		for (const kind of WORKER_KINDS) await createHeartbeat(db, clock, kind).beat();
		const realClock = new ManualClock(START);
		const health = createHealthCheck({ ...pipeline(), queues }, realClock);
		expect(await health()).toMatchObject({ status: 'ok', queue: 'ok' });
		await redis.kill();
		realClock.advance(MINUTE);
		const away = { database: 'ok', queue: 'unreachable', stale: true };
		expect(await health()).toMatchObject({ ...away, status: 'degraded' });
		await db.workerHeartbeat.deleteMany({ where: { kind: 'settlement' } });
		realClock.advance(5 * SECOND);
		expect(await health()).toMatchObject({ ...away, status: 'down', workers: { settlement: 0 } });
	});

	it('workers, queues and connections can be closed', async () => {
		await redis.kill();
		await vi.waitFor(() => expect(complaints).not.toEqual([]));
		await worker.close();
		await queues.close();
		await backend.close();
	});

	it('every connection complains once', async () => {
		await redis.kill();
		await vi.waitFor(() => expect(complaints).toHaveLength(3), { timeout: 5_000 });
		await redis.restart();
		await add('after');
		await isDone('before', 'after');
		expect(complaints.map(({ message }) => /ECONN(REFUSED|RESET)/.test(message))).toEqual([true, true, true]);
	});
});

describe('once Redis is back', () => {
	it('from a kill that lost everything, workers go on unaided', async () => {
		await redis.kill();
		await redis.restart();
		await add('after');
		await isDone('before', 'after');
	});

	it('from a restart in order, jobs that waited are done', async () => {
		await worker.close();
		await add('waiting');
		await redis.restart();
		await vi.waitFor(async () => expect(await queues.counts('settlement')).toMatchObject({ waiting: 1 }), {
			timeout: 5_000,
		});
	});

	it('without its jobs and scripts, adding and working go on', async () => {
		const admin = new Redis(redis.url);
		await admin.flushall();
		await admin.script('FLUSH');
		admin.disconnect();
		await queues.add([settlement('after'), newJob('settlement', { matchId: 'later' }, soon())]);
		await isDone('before', 'after', 'later');
	});
});

const soon = () => later(new SystemClock().now(), 200);
