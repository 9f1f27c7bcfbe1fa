import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { START, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later } from '../clock.ts';
import type { JobWorker } from './backend.ts';
import { type NewJob, newJob } from './catalogue.ts';

const pipeline = testPipeline();
const workers: JobWorker[] = [];

beforeEach(() => pipeline().backend.clear());
afterEach(async () => {
	for (const worker of workers.splice(0)) await worker.close();
});

const analysis = (matchId: string, hours?: number) =>
	newJob('analysis', { matchId }, hours === undefined ? undefined : later(START, hours * HOUR));

const many = (hours: number) => Array.from({ length: 2_500 }, (_, index) => analysis(`m${index}`, hours));

async function inspect(...jobs: NewJob[]) {
	const found = await pipeline().queues.inspect(jobs);
	return jobs.map(({ id }) => found.get(id));
}

/** Adds a job past our own code, which BullMQ then keeps once it has ended, and lets it end. */
async function leaveBehind(
	{ queue: name, name: jobName, id, payload }: NewJob,
	how: 'done' | 'failed',
	reason = 'by hand',
) {
	const queue = pipeline().backend.queue(name);
	await queue.add(jobName, payload, { jobId: id });
	await queue.close();
	const end = async () => {
		if (how === 'failed') throw new Error(reason);
	};
	const worker = pipeline().backend.worker(name, end, { concurrency: 1 });
	workers.push(worker);
	await vi.waitFor(async () => expect((await inspect(analysis('blocked')))[0]?.state).toBe('ended'));
	await worker.close();
}

describe('the queues', () => {
	it('hold each job once, however often it is added, and whoever adds it', async () => {
		const { queues, backend } = pipeline();
		const job = analysis('once', 1);
		const queue = backend.queue('analysis');
		const byHand = () => queue.add(job.name, job.payload, { jobId: job.id });
		await Promise.all([queues.add([job, job]), queues.add([job]), byHand(), byHand()]);
		await queues.add([job]);
		const { waiting, delayed, active } = await queues.counts('analysis');
		expect(waiting + delayed + active).toBe(1);
		await queue.close();
	});

	it('move and drop what they hold, and mind nothing that they do not', async () => {
		const { queues } = pipeline();
		const job = newJob('lineups', { matchId: 'moved' }, later(START, HOUR));
		const unknown = newJob('lineups', { matchId: 'unknown' }, later(START, HOUR));
		const due = newJob('lineups', { matchId: 'due' });
		await queues.add([job, due]);
		await queues.move([
			{ ...job, dueAt: later(START, 5 * HOUR) },
			unknown,
			{ ...due, dueAt: later(START, HOUR) },
		]);
		const [moved, missing, waiting] = await inspect(job, unknown, due);
		expect(Math.round(((moved?.dueAt?.getTime() ?? 0) - START.getTime()) / HOUR)).toBe(5);
		expect(missing).toBeUndefined();
		expect(waiting?.state).toBe('waiting');
		await queues.drop([job, unknown, due]);
		expect(await queues.inspect([job, due])).toEqual(new Map());
	});

	it('add, move and drop thousands', async () => {
		const { queues } = pipeline();
		await queues.add(many(1));
		expect(await queues.counts('analysis')).toMatchObject({ waiting: 0, delayed: 2_500, active: 0 });
		await queues.move(many(9));
		const moved = [...(await queues.inspect(many(1))).values()];
		expect(moved).toHaveLength(2_500);
		expect(moved.every(({ dueAt }) => dueAt && dueAt > later(START, 8 * HOUR))).toBe(true);
		await queues.drop(many(1));
		expect(await queues.counts('analysis')).toMatchObject({ waiting: 0, delayed: 0, active: 0 });
	});

	it.each(['done', 'failed'] as const)(
		'tell of a job that is %s and blocks its id, and replace it',
		async (how) => {
			const { queues } = pipeline();
			const job = analysis('blocked');
			await leaveBehind(job, how);
			expect(await inspect(job)).toEqual([{ state: 'ended', dueAt: null, started: 1 }]);
			await queues.add([job]);
			expect((await inspect(job))[0]?.state).toBe('ended');
			await queues.replace([job]);
			expect(await inspect(job)).toEqual([{ state: 'waiting', dueAt: null, started: 0 }]);
			expect(await queues.counts('analysis')).toMatchObject({ waiting: 1 });
		},
	);

	it('tell of a job that failed without a message in words', async () => {
		const job = analysis('blocked');
		await leaveBehind(job, 'failed', '');
		expect(await pipeline().queues.failed(10)).toMatchObject([
			{ id: job.id, message: 'It failed without a message.' },
		]);
	});

	it('drop a job that has ended', async () => {
		const job = analysis('blocked');
		await leaveBehind(job, 'failed');
		await pipeline().queues.drop([job]);
		expect(await inspect(job)).toEqual([undefined]);
	});

	it('leave jobs as they are that are to be replaced and have not ended', async () => {
		const { queues, backend } = pipeline();
		const [waiting, delayed, active] = [analysis('waiting'), analysis('delayed', 3), analysis('active')];
		await queues.add([active]);
		let end = () => {};
		const holding = new Promise<void>((resolve) => {
			end = resolve;
		});
		const worker = backend.worker('analysis', () => holding, { concurrency: 1 });
		workers.push(worker);
		await vi.waitFor(async () => expect((await inspect(active))[0]?.state).toBe('active'));
		await queues.add([waiting, delayed]);
		const before = await inspect(waiting, delayed, active);
		expect(before.map((job) => job?.state)).toEqual(['waiting', 'delayed', 'active']);
		await queues.replace([waiting, { ...delayed, dueAt: later(START, 9 * HOUR) }, active]);
		const after = await inspect(waiting, delayed, active);
		expect(after.map((job) => [job?.state, job?.started])).toEqual([
			['waiting', 0],
			['delayed', 0],
			['active', 1],
		]);
		expect((after[1]?.dueAt ?? START) < later(START, 4 * HOUR)).toBe(true);
		await queues.drop([active]);
		expect((await inspect(active))[0]?.state).toBe('active');
		end();
	});

	it('count jobs with a priority apart, and tell a queue that is paused', async () => {
		const { queues, backend } = pipeline();
		const [plain, urgent] = [analysis('plain'), analysis('urgent')];
		const queue = backend.queue('analysis');
		await queue.pause();
		await queues.add([plain]);
		await queue.add(urgent.name, urgent.payload, { jobId: urgent.id, priority: 3 });
		expect((await inspect(plain, urgent)).map((job) => job?.state)).toEqual(['waiting', 'waiting']);
		const both = { waiting: 1, prioritized: 1, delayed: 0, active: 0, failed: 0, paused: true };
		expect(await queues.counts('analysis')).toMatchObject(both);
		await queues.replace([plain, urgent]);
		expect(await queues.counts('analysis')).toMatchObject(both);
		await queues.drop([plain, urgent]);
		await queue.resume();
		const none = { waiting: 0, prioritized: 0, paused: false, overdueMs: null };
		expect(await queues.counts('analysis')).toMatchObject(none);
		await queue.close();
	});

	it.each([
		['waits', 0],
		['was delayed and is due', 1],
	])('tell for how long nobody has taken a job that %s', async (_, delay) => {
		const { queues, backend } = pipeline();
		const queue = backend.queue('analysis');
		const next = analysis('later', HOUR);
		const job = analysis('overdue');
		await queues.add([next]);
		expect((await queues.counts('analysis')).overdueMs).toBeNull();
		await queue.add('yields', {}, { jobId: 'yields', priority: 3 });
		expect((await queues.counts('analysis')).overdueMs).toBeNull();
		await queue.add(job.name, job.payload, { jobId: job.id, delay });
		await vi.waitFor(async () => expect((await queues.counts('analysis')).overdueMs).toBeGreaterThan(20));
		expect((await queues.counts('analysis')).overdueMs).toBeLessThan(20_000);
		await queues.drop([job, next]);
		await queue.close();
	});

	it('tell the states of many jobs at once as they tell them one by one', async () => {
		const { queues } = pipeline();
		const jobs = many(2).map((job, index) => (index % 3 ? job : { ...job, dueAt: null }));
		await queues.add(jobs.filter((_, index) => index % 5));
		const all = await queues.inspect(jobs);
		expect(all.size).toBe(2_000);
		for (const job of jobs.slice(0, 15)) expect((await inspect(job))[0]?.state).toBe(all.get(job.id)?.state);
	});
});
