import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { beatHearts, START, storeMatch, testPipeline } from '../../../tests/pipeline.ts';
import { ensureOperator } from '../../auth/operators.ts';
import { SystemClock } from '../../clock.ts';
import { newJob } from '../../queue/catalogue.ts';
import { type RunningWorker, startWorker } from '../../queue/worker.ts';
import { readCapacity } from '../capacity.ts';
import { assertPauses } from './assert-pauses.ts';
import { pauseQueue, resumeQueue, setConcurrency } from './control-queue.ts';
import { isToBePaused, readQueueWishes } from './queue-wishes.ts';
import { steerWorkers } from './steer-workers.ts';

const pipeline = testPipeline();
const running: RunningWorker[] = [];
let operatorId = '';

const deps = () => ({ ...pipeline(), realClock: pipeline().clock });
const settlement = () => ({ queue: 'settlement', operatorId });
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

beforeAll(async () => {
	await ensureOperator(pipeline().db, 'correct horse battery');
	operatorId = (await pipeline().db.operator.findFirstOrThrow()).id;
});

beforeEach(async () => {
	const { db, backend } = pipeline();
	await backend.clear();
	await db.queueWish.deleteMany();
	await db.operatorAction.deleteMany();
	await db.workerHeartbeat.deleteMany();
});

afterEach(async () => {
	for (const worker of running.splice(0)) await worker.close();
});

/** A worker on the settlement queue that is steered when `look` is called; its jobs end when they are let go. */
async function work(paused = false) {
	const { db } = pipeline();
	const began: string[] = [];
	const ends: (() => void)[] = [];
	const worker = startWorker(
		'settlement',
		{
			async settlement({ matchId }) {
				began.push(matchId);
				await new Promise<void>((resolve) => ends.push(resolve));
			},
		},
		{
			...pipeline(),
			clock: new SystemClock(),
			concurrency: 1,
			paused,
			isPaused: () => isToBePaused(db, 'settlement'),
			onFinalFailure: async ({ error }) => {
				throw error;
			},
		},
	);
	running.push(worker);
	await worker.ready();
	const steered = { queue: 'settlement', worker, standard: 1, toTake: (count: number) => count };
	return {
		began,
		endAll: () => {
			for (const end of ends.splice(0)) end();
		},
		look: () => steerWorkers(db, [steered]),
	};
}

async function addJobs(count: number): Promise<string[]> {
	const ids = await Promise.all(Array.from({ length: count }, () => storeMatch(pipeline())));
	await pipeline().queues.add(ids.map((matchId) => newJob('settlement', { matchId })));
	return ids;
}

const counts = (queue = 'settlement') => pipeline().queues.counts(queue);

describe('a paused queue', () => {
	it('holds its jobs until it is resumed, and says who paused it', async () => {
		const { changed, wish } = await pauseQueue(deps(), settlement());
		expect(changed).toBe(true);
		expect(wish).toMatchObject({ paused: { at: START, by: 'admin' } });
		const { began, endAll, look } = await work();
		const [id] = await addJobs(1);
		await look();
		await until(async () => expect(await counts()).toMatchObject({ waiting: 1, paused: true, active: 0 }));
		expect(began).toEqual([]);

		expect((await resumeQueue(deps(), settlement())).wish.paused).toBeNull();
		await until(() => expect(began).toEqual([id]));
		endAll();
		await until(async () => expect(await counts()).toMatchObject({ waiting: 0, paused: false, active: 0 }));
	});

	it('is paused and resumed once, however often that is asked for', async () => {
		await Promise.all([pauseQueue(deps(), settlement()), pauseQueue(deps(), settlement())]);
		expect((await pauseQueue(deps(), settlement())).changed).toBe(false);
		await resumeQueue(deps(), settlement());
		expect((await resumeQueue(deps(), settlement())).changed).toBe(false);
		const actions = await pipeline().db.operatorAction.findMany({ orderBy: { at: 'asc' } });
		expect(actions.map(({ action }) => action).sort()).toEqual(['queues.pause', 'queues.resume']);
	});

	it('stays paused when it loses its jobs: nothing that is put back is begun', async () => {
		await pauseQueue(deps(), settlement());
		const { began, look, endAll } = await work(true);
		await look();
		await pipeline().backend.clear();
		expect(await counts()).toMatchObject({ paused: false });

		// Nobody has paused it again yet: the worker takes it, and hands it back.
		const [id] = await addJobs(1);
		await until(async () => expect(await counts()).toMatchObject({ delayed: 1 }));
		await assertPauses(pipeline());
		expect(await counts()).toMatchObject({ paused: true });
		expect(began).toEqual([]);

		await resumeQueue(deps(), settlement());
		await until(() => expect(began).toEqual([id]));
		endAll();
	});

	it('is let go when another tool paused it', async () => {
		await pipeline().queues.setPaused('settlement', true);
		await assertPauses(pipeline());
		expect(await counts()).toMatchObject({ paused: false });
	});

	it('makes matches count as at risk', async () => {
		await beatHearts(pipeline());
		await pauseQueue(deps(), { queue: 'predictions', operatorId });
		expect((await readCapacity(pipeline())).pausedStages).toEqual(['predictions']);
	});

	it('has to exist', async () => {
		await expect(pauseQueue(deps(), { queue: 'settlements', operatorId })).rejects.toThrow(
			'There is no queue "settlements": the queues are analysis, lineups, predictions, settlement, model-calls-together, model-calls-synthetic, alert-deliveries.',
		);
	});
});

describe('the concurrency of a queue', () => {
	it('changes how many jobs are worked on at once, up and back to the default', async () => {
		const { began, look, endAll } = await work();
		await setConcurrency(deps(), { ...settlement(), value: 3 });
		await look();
		await addJobs(7);
		await until(() => expect(began).toHaveLength(3));
		expect(await counts()).toMatchObject({ active: 3, waiting: 4 });

		await setConcurrency(deps(), { ...settlement(), value: null });
		await look();
		endAll();
		await until(() => expect(began).toHaveLength(4));
		await until(async () => expect(await counts()).toMatchObject({ active: 1, waiting: 3 }));
		for (const done of [5, 6, 7]) {
			endAll();
			await until(() => expect(began).toHaveLength(done));
		}
		endAll();
		await until(async () => expect(await counts()).toMatchObject({ active: 0, waiting: 0 }));
	});

	it.each([0, -1, 501, 2.5, Number.NaN])('cannot be %d', async (value) => {
		await expect(setConcurrency(deps(), { ...settlement(), value })).rejects.toThrow(
			`${value} jobs at once is not possible for the queue "settlement": give a whole number from 1 to 500, or pause it.`,
		);
		expect((await readQueueWishes(pipeline().db)).size).toBe(0);
	});

	it('is written down once per change, with what it was before', async () => {
		for (const value of [20, 20, null, null]) await setConcurrency(deps(), { ...settlement(), value });
		const actions = await pipeline().db.operatorAction.findMany({ orderBy: { id: 'asc' } });
		const details = actions.map(({ detail }) => detail);
		expect(details).toHaveLength(2);
		expect(details).toContainEqual({ queue: 'settlement', from: 150, to: 20, isDefault: false });
		expect(details).toContainEqual({ queue: 'settlement', from: 20, to: 150, isDefault: true });
	});

	it('is what the forecast reckons with', async () => {
		await beatHearts(pipeline());
		const inFlight = async () => {
			const { providers } = await readCapacity(pipeline());
			return [providers.get('together')?.inFlight, providers.get('synthetic')?.inFlight];
		};
		const [, synthetic] = await inFlight();
		await setConcurrency(deps(), { queue: 'model-calls-together', operatorId, value: 7 });
		expect(await inFlight()).toEqual([7, synthetic]);
	});
});
