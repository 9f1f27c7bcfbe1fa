import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { after as later, MINUTE } from '../clock.ts';
import { type NewJob, newJob } from './catalogue.ts';
import { queuePrefix } from './installation.ts';
import { NotYetError, PermanentError, RateLimitedError, TransientError } from './outcomes.ts';
import { type FinalFailure, type RunningWorker, startWorker, type WorkerOptions } from './worker.ts';

const HOLDING_WORKER = new URL('./holding-worker.fixture.ts', import.meta.url);

const pipeline = testPipeline();
const running: RunningWorker[] = [];

beforeEach(() => pipeline().backend.clear());
afterEach(async () => {
	for (const worker of running.splice(0)) await worker.close();
});

/** Works on the settlement queue with `handle`, and gathers what fails for good. */
async function work(
	handle: (matchId: string) => Promise<void>,
	options: Partial<WorkerOptions<'settlement'>> = {},
): Promise<FinalFailure[]> {
	const failures: FinalFailure[] = [];
	// Backoffs and postponements are pipeline time: here a minute of it takes 10 ms.
	const clock = { now: () => pipeline().clock.now(), realMs: (ms: number) => Math.max(0, ms / 6_000) };
	const worker = startWorker(
		'settlement',
		{ settlement: ({ matchId }) => handle(matchId) },
		{
			...pipeline(),
			clock,
			concurrency: 2,
			onFinalFailure: async (failure) => void failures.push(failure),
			...options,
		},
	);
	running.push(worker);
	await worker.ready();
	return failures;
}

const isGone = async (job: NewJob) => expect(await pipeline().queues.inspect([job])).toEqual(new Map());
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

describe('a worker', () => {
	it('does a job once and leaves nothing that would block its id', async () => {
		const job = newJob('settlement', { matchId: await storeMatch(pipeline()) });
		const done: string[] = [];
		await work(async (matchId) => void done.push(matchId));
		await pipeline().queues.add([job]);
		await until(() => expect(done).toHaveLength(1));
		await until(() => isGone(job));
		await pipeline().queues.add([job]);
		await until(() => expect(done).toHaveLength(2));
	});

	it('tries again after a transient error, and reports it once its attempts are used up', async () => {
		const job = newJob('settlement', { matchId: 'transient' });
		let tries = 0;
		const failures = await work(async () => {
			tries += 1;
			throw new TransientError('no connection');
		});
		await pipeline().queues.add([job]);
		await until(() => expect(failures).toHaveLength(1));
		expect(tries).toBe(5);
		expect(failures[0]).toMatchObject({ job: 'settlement', permanent: false, stalled: false, attempts: 5 });
		await until(() => isGone(job));
	});

	it('tries a permanent error once', async () => {
		const job = newJob('settlement', { matchId: 'permanent' });
		let tries = 0;
		const failures = await work(async () => {
			tries += 1;
			throw new PermanentError('no such match');
		});
		await pipeline().queues.add([job]);
		await until(() => expect(failures).toHaveLength(1));
		expect(tries).toBe(1);
		expect(failures[0]).toMatchObject({ permanent: true, payload: { matchId: 'permanent' } });
	});

	it('postpones what cannot be done yet, without using up attempts', async () => {
		const job = newJob('settlement', { matchId: 'not-yet' });
		let tries = 0;
		const failures = await work(async () => {
			tries += 1;
			// Not a whole number of real milliseconds, as on a replay's clock.
			if (tries <= 8) throw new NotYetError('still playing', later(pipeline().clock.now(), MINUTE + 1));
		});
		await pipeline().queues.add([job]);
		await until(() => expect(tries).toBe(9));
		await until(() => isGone(job));
		expect(failures).toEqual([]);
	});

	it('waits as long as a provider asks for, without using up attempts', async () => {
		const job = newJob('settlement', { matchId: 'limited' });
		let tries = 0;
		const failures = await work(async () => {
			tries += 1;
			if (tries <= 6) throw new RateLimitedError('too many calls', tries === 1 ? 0 : 20.5);
		});
		await pipeline().queues.add([job]);
		await until(() => expect(tries).toBe(7));
		await until(() => isGone(job));
		expect(failures).toEqual([]);
	});

	it('takes jobs that yield after all that do not, whenever they were queued', async () => {
		const late = ['a', 'b'].map((matchId) => ({ ...newJob('settlement', { matchId }), yields: true }));
		const done: string[] = [];
		await pipeline().queues.add(late);
		await pipeline().queues.add([newJob('settlement', { matchId: 'c' })]);
		await work(async (matchId) => void done.push(matchId), { concurrency: 1 });
		await until(() => expect(done).toEqual(['c', 'a', 'b']));
	});

	it('starts no more jobs in a minute than it may', async () => {
		const jobs = ['a', 'b', 'c', 'd', 'e'].map((matchId) => newJob('settlement', { matchId }));
		const done: string[] = [];
		await pipeline().queues.add(jobs);
		await work(async (matchId) => void done.push(matchId), { perMinute: 2 });
		await until(() => expect(done.length).toBeGreaterThanOrEqual(2));
		await until(async () => expect((await pipeline().queues.counts('settlement')).active).toBe(0));
		expect(done).toEqual(['a', 'b']);
	});

	it('closes without waiting for the next minute when its limit is used up', async () => {
		await pipeline().queues.add([newJob('settlement', { matchId: 'last' })]);
		let closed: Promise<void> | undefined;
		await work(
			async () => {
				closed = running[0]?.close();
			},
			{ perMinute: 1 },
		);
		await until(() => expect(closed).toBeDefined());
		await closed;
	});

	it('goes on with what is queued after everything was wiped', async () => {
		const [before, after] = [
			newJob('settlement', { matchId: 'before' }),
			newJob('settlement', { matchId: 'after' }),
		];
		const done: string[] = [];
		await work(async (matchId) => void done.push(matchId));
		await pipeline().queues.add([before]);
		await until(() => expect(done).toEqual(['before']));
		await until(() => isGone(before));
		await pipeline().backend.clear();
		await pipeline().queues.add([after]);
		await until(() => expect(done).toEqual(['before', 'after']));
	});

	it('takes over the jobs of a process that was killed, and reports one whose workers died too often', async () => {
		const jobs = ['held', 'deadly'].map((matchId) => newJob('settlement', { matchId }));
		await pipeline().queues.add(jobs);
		for (const job of jobs.slice(1)) await sayWorkersDied(job, 20);
		await killWhileItHolds(jobs.length);
		expect([...(await pipeline().queues.inspect(jobs)).values()].map(({ state }) => state)).toEqual([
			'active',
			'active',
		]);
		const done: string[] = [];
		const failures = await work(async (matchId) => void done.push(matchId));
		await vi.waitFor(() => expect([done.length, failures.length]).toEqual([1, 1]), { timeout: 15_000 });
		expect(done).toEqual(['held']);
		expect(failures[0]).toMatchObject({ payload: { matchId: 'deadly' }, stalled: true, permanent: false });
		for (const job of jobs) await until(() => isGone(job));
	});
});

/** Lets another process take all jobs, and kills it. */
async function killWhileItHolds(jobs: number): Promise<void> {
	const { url, backend } = pipeline();
	const redisUrl = backend.kind === 'redis' ? inject('redisUrl') : undefined;
	const holder = fork(HOLDING_WORKER, redisUrl ? [url, redisUrl] : [url], { execArgv: ['--import', 'tsx'] });
	for (let held = 0; held < jobs; held++) await once(holder, 'message');
	holder.kill('SIGKILL');
	await once(holder, 'exit');
}

/** Writes into a job how often it was taken over, where BullMQ keeps that. */
async function sayWorkersDied({ queue, id }: NewJob, times: number): Promise<void> {
	const { db, url, backend } = pipeline();
	if (backend.kind === 'postgres') {
		await db.$executeRaw`UPDATE bullmq.job SET stalled_count = ${times} WHERE id = ${id}`;
		return;
	}
	const redis = new Redis(inject('redisUrl') ?? '');
	await redis.hset(`${await queuePrefix(url)}:${queue}:${id}`, 'stc', times);
	redis.disconnect();
}
