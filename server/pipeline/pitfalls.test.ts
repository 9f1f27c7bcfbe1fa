import { beforeEach, describe, expect, it, vi } from 'vitest';
import { storeFailure } from '../../tests/failures.ts';
import {
	beatHearts,
	endLineups,
	fixture,
	START,
	storeAnalysis,
	storeMatch,
	storePrediction,
	testPipeline,
} from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { newJob } from '../queue/catalogue.ts';
import { enabledModels } from './enabled-models.ts';
import { fanOut } from './fan-out.ts';
import { outlook } from './outlook.ts';
import { runPass } from './passes.ts';
import { storeFixtures } from './store-fixtures.ts';
import { matchesWithoutPredictions } from './unpredicted.ts';

/**
 * What a system for the same job told its operators, or did not, and what is told here: the false and the missed alarms
 * of reference/pitfalls.md, each in the words of its table.
 */
const pipeline = testPipeline();

beforeEach(async () => {
	const { db, backend, clock } = pipeline();
	await db.match.deleteMany();
	await db.workerHeartbeat.deleteMany();
	await backend.clear();
	clock.set(START);
	await beatHearts(pipeline());
});

async function told() {
	const { coverage, atRisk } = await outlook(pipeline());
	return {
		matches: coverage.matches,
		percentage: coverage.percentage,
		atRisk: atRisk.map(({ severity, stage, cause }) => `${severity}: ${stage} ${cause}`),
	};
}

/** Matches at half an hour to kick-off: analysed, with line-ups, and not predicted yet. */
async function halfAnHourBefore(matches: number): Promise<string[]> {
	const ids: string[] = [];
	for (let match = 0; match < matches; match++) {
		const id = await storeMatch(pipeline(), { kickoffAt: later(START, 30 * MINUTE) });
		await storeAnalysis(pipeline(), id, START);
		await endLineups(pipeline(), id);
		ids.push(id);
	}
	return ids;
}

describe('false alarms', () => {
	it('"all served: 0 %" is 100 %: what is done counts, whatever the queues hold', async () => {
		const ids = await halfAnHourBefore(5);
		for (const matchId of ids) {
			for (const { id: modelId } of await enabledModels(pipeline().db))
				await storePrediction(pipeline(), matchId, { modelId, madeAt: START });
		}
		const all = { matches: 5, percentage: 100, atRisk: [] };
		expect(await told()).toEqual(all);
		const { backend, queues } = pipeline();
		const [waiting, delayed, yielding] = ids.map((matchId) => newJob('predictions', { matchId }));
		if (waiting && delayed && yielding) {
			await queues.add([waiting, { ...delayed, dueAt: later(START, HOUR) }, { ...yielding, yields: true }]);
		}
		expect(await told()).toEqual(all);
		const calls = backend.queue('predictions');
		await calls.pause();
		expect(await told()).toEqual(all);
		await calls.close();
	});

	it('"2,000 scheduled: 50 %" is 100 %, however many jobs a queue holds', async () => {
		const coming = Array.from({ length: 2_000 }, () => fixture({ kickoffAt: later(START, 10 * HOUR) }));
		await storeFixtures(pipeline().db, coming, START);
		await runPass(pipeline(), 'sweep');
		expect(await told()).toEqual({ matches: 2_000, percentage: 100, atRisk: [] });
	});

	it('"ten matches at T-30 min with the worker busy: 10 %, 9 critical" is 100 % and none', async () => {
		const [first = '', ...others] = await halfAnHourBefore(10);
		await fanOut(pipeline(), first);
		const job = (matchId: string) => newJob('predictions', { matchId }, later(START, -MINUTE));
		await pipeline().queues.add(others.map((matchId, index) => ({ ...job(matchId), yields: index % 2 > 0 })));
		expect(await told()).toEqual({ matches: 10, percentage: 100, atRisk: [] });
	});

	it('no match at all is neither 0 % nor 100 %', async () => {
		expect(await told()).toEqual({ matches: 0, percentage: null, atRisk: [] });
	});
});

describe('missed alarms', () => {
	it('"queue wiped with processes running": every match has a gap until the next sweep', async () => {
		const kickoffAt = later(START, 3 * HOUR);
		for (let match = 0; match < 3; match++) await storeMatch(pipeline(), { kickoffAt });
		await runPass(pipeline(), 'sweep');
		await pipeline().backend.clear();
		const gap = 'warning: analysis not_queued';
		expect(await told()).toEqual({ matches: 3, percentage: 0, atRisk: [gap, gap, gap] });
		await runPass(pipeline(), 'sweep');
		expect(await told()).toEqual({ matches: 3, percentage: 100, atRisk: [] });
	});

	it('"kick-off moved: the old time is kept for ever": a job that comes too late for the new one is a gap', async () => {
		const { db } = pipeline();
		const id = await storeMatch(pipeline(), { kickoffAt: later(START, 11 * HOUR) });
		await runPass(pipeline(), 'sweep');
		await db.match.update({ where: { id }, data: { kickoffAt: later(START, 5.9 * HOUR) } });
		expect(await told()).toMatchObject({ percentage: 0, atRisk: ['info: analysis queued_too_late'] });
		await runPass(pipeline(), 'sweep');
		expect(await told()).toMatchObject({ percentage: 100, atRisk: [] });
	});

	it('"all 42 models refuse: completed, success, 0 stored": the predictions have failed', async () => {
		const { db, clock } = pipeline();
		const [matchId = ''] = await halfAnHourBefore(1);
		clock.set(later(START, 5 * MINUTE));
		for (const { id: modelId } of await enabledModels(db)) {
			const refused = { message: 'The key is not valid.', httpStatus: 401, lastSeenAt: clock.now() };
			await storeFailure(pipeline(), { matchId, modelId, stage: 'predictions', ...refused });
		}
		await beatHearts(pipeline());
		expect(await told()).toEqual({ matches: 1, percentage: 0, atRisk: ['critical: predictions failed'] });
	});

	it('"the completed job’s id blocks every later try": its work is not in the queue', async () => {
		const { backend, queues } = pipeline();
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) });
		await runPass(pipeline(), 'sweep');
		const job = newJob('analysis', { matchId });
		await queues.drop([job]);
		const queue = backend.queue(job.queue);
		await queue.add(job.name, job.payload, { jobId: job.id });
		const worker = backend.worker(job.queue, async () => undefined, { concurrency: 1 });
		await vi.waitFor(async () =>
			expect((await queues.inspect([job])).get(job.id)).toMatchObject({ state: 'ended' }),
		);
		await worker.close();
		await queue.close();
		expect(await told()).toMatchObject({ percentage: 0, atRisk: ['critical: analysis not_queued'] });
	});

	it('"models asked one after another: ten matches 89 s, one hanging model 183 s": what does not fit is told before', async () => {
		for (const matchId of await halfAnHourBefore(10)) await fanOut(pipeline(), matchId);
		const { env, clock } = pipeline();
		clock.set(later(START, 23 * MINUTE));
		expect(await told()).toMatchObject({ percentage: 100, atRisk: [] });
		const { atRisk } = await outlook({ ...pipeline(), env: { ...env, MODEL_CONCURRENCY: 1 } });
		expect(atRisk.length).toBeGreaterThan(0);
		expect(new Set(atRisk.map(({ cause }) => cause))).toEqual(new Set(['too_slow']));
	});

	it('"past-due matches: no predictions": they are counted until they have some', async () => {
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, -HOUR) });
		expect(await matchesWithoutPredictions(pipeline())).toBe(1);
		await storePrediction(pipeline(), matchId, { madeAt: START });
		expect(await matchesWithoutPredictions(pipeline())).toBe(0);
	});
});
