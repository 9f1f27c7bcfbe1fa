import { beforeEach, describe, expect, it } from 'vitest';
import { beatHearts, START, storeMatch } from '../../tests/pipeline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { createJobsEndedTally } from '../pipeline/queues/jobs-ended-tally.ts';
import { newJob } from '../queue/catalogue.ts';
import { createTouchlineClient } from './client.ts';

const web = testWeb();
const client = () => createTouchlineClient({ url: web().url, password: PASSWORD });

beforeEach(async () => {
	const { db, backend } = web().pipeline;
	await backend.clear();
	await db.queueWish.deleteMany();
	await db.jobsEnded.deleteMany();
	await db.match.deleteMany();
	await db.workerHeartbeat.deleteMany();
});

async function settlement(span: 'hour' | 'day' = 'hour') {
	const queue = (await client().queues.list.query({ span })).find(({ name }) => name === 'settlement');
	if (!queue) throw new Error('There is no settlement queue.');
	return queue;
}

describe('queues.list', () => {
	it('says what each queue waits for', async () => {
		const states = async () =>
			Object.fromEntries((await client().queues.list.query()).map(({ name, state }) => [name, state]));
		expect(await states()).toEqual({
			...{ analysis: 'no_worker', lineups: 'no_worker', predictions: 'no_worker', settlement: 'no_worker' },
			...{
				'model-calls-together': 'no_worker',
				'model-calls-synthetic': 'no_worker',
				'alert-deliveries': 'idle',
			},
		});
		await beatHearts(web().pipeline);
		const { queues } = web().pipeline;
		await queues.add([newJob('settlement', { matchId: 'one' })]);
		const call = newJob('model-call', { matchId: 'one', modelId: 'one', provider: 'together' });
		await queues.add([call]);
		// Or else the worker would take the call at once.
		await queues.setPaused('model-calls-together', true);
		const worker = web().pipeline.backend.worker('model-calls-together', async () => undefined, {
			concurrency: 1,
		});
		await worker.waitUntilReady();
		await worker.rateLimit(60_000);
		await worker.close();
		await queues.setPaused('model-calls-together', false);
		await client().queues.pause.mutate({ queue: 'lineups' });
		expect(await states()).toMatchObject({
			analysis: 'idle',
			lineups: 'paused',
			settlement: 'waiting',
			'model-calls-together': 'limited',
		});
	});

	it('tells how jobs ended in the last hour and day, as the workers counted', async () => {
		const { db } = web().pipeline;
		const at = (ago: number) => ({ now: () => later(START, -ago), realMs: (ms: number) => ms });
		for (const [ago, done, failed] of [
			[MINUTE, 3, 1],
			[3 * HOUR, 5, 0],
			[30 * HOUR, 100, 100],
		] as const) {
			const tally = createJobsEndedTally(db, at(ago));
			for (let count = 0; count < done; count += 1) tally.count('settlement', 'done');
			for (let count = 0; count < failed; count += 1) tally.count('settlement', 'failed');
			tally.count('settlement', 'retried');
			await tally.store();
		}
		for (const span of ['hour', 'day'] as const) {
			const { hour, day, parts } = (await settlement(span)).throughput;
			expect(hour).toEqual({ done: 3, failed: 1, retried: 1 });
			expect(day).toEqual({ done: 8, failed: 1, retried: 2 });
			expect(parts).toHaveLength(span === 'hour' ? 30 : 48);
			const sum = parts.reduce((total, { done }) => total + done, 0);
			expect(sum).toBe(span === 'hour' ? 3 : 8);
			expect(parts.at(-1)?.at).toEqual(START);
		}
	});

	it('tells which coming matches a pause would hold up', async () => {
		const { db } = web().pipeline;
		const soon = await storeMatch(web().pipeline, { kickoffAt: later(START, HOUR) });
		await storeMatch(web().pipeline, { kickoffAt: later(START, 2 * HOUR) });
		await storeMatch(web().pipeline, { kickoffAt: later(START, 2 * HOUR), status: 'postponed' });
		await storeMatch(web().pipeline, { kickoffAt: later(START, 7 * HOUR) });
		await db.lineup.create({ data: { matchId: soon, fetchedAt: START, unavailableReason: 'none' } });
		const queues = await client().queues.list.query();
		const heldUp = Object.fromEntries(queues.map(({ name, heldUp: { matches } }) => [name, matches]));
		expect(heldUp).toEqual({
			...{ analysis: 2, lineups: 1, predictions: 2, settlement: 2 },
			...{ 'model-calls-together': 2, 'model-calls-synthetic': 2, 'alert-deliveries': 0 },
		});
		expect(queues[0]?.heldUp.firstKickoffAt).toEqual(later(START, HOUR));
	});
});

describe('an operator', () => {
	it('pauses a queue and lets it go on', async () => {
		await client().queues.pause.mutate({ queue: 'settlement' });
		expect(await settlement()).toMatchObject({ state: 'paused', paused: { at: START, by: 'admin' } });
		await client().queues.resume.mutate({ queue: 'settlement' });
		expect(await settlement()).toMatchObject({ paused: null, counts: { paused: false } });
	});

	it('sets how many jobs are worked on at once, within its limits, and goes back to the default', async () => {
		const inForce = async () => (await settlement()).concurrency.inForce;
		await client().queues.setConcurrency.mutate({ queue: 'settlement', concurrency: 7 });
		expect(await inForce()).toBe(7);
		await expect(
			client().queues.setConcurrency.mutate({ queue: 'settlement', concurrency: 0 }),
		).rejects.toThrow('give a whole number from 1 to 500, or pause it');
		await client().queues.resetConcurrency.mutate({ queue: 'settlement' });
		expect(await inForce()).toBe(150);
		await expect(client().queues.pause.mutate({ queue: 'nope' })).rejects.toThrow('There is no queue "nope"');
	});
});
