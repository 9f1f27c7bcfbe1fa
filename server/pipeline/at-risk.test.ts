import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	beatHearts,
	endLineups,
	START,
	storeAnalysis,
	storeMatch,
	testPipeline,
} from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { newJob } from '../queue/catalogue.ts';
import { matchesAtRisk, severityOf } from './at-risk.ts';
import { enabledModels } from './enabled-models.ts';
import { fanOut } from './fan-out.ts';
import { runPass } from './passes.ts';

const pipeline = testPipeline();

beforeEach(async () => {
	const { db, backend, clock } = pipeline();
	await db.match.deleteMany();
	await db.modelCalls.deleteMany();
	await db.workerHeartbeat.deleteMany();
	await backend.clear();
	clock.set(START);
});

async function risks() {
	const found = await matchesAtRisk(pipeline());
	return found.map(({ severity, stage, cause, reason }) => ({ severity, stage, cause, reason }));
}

describe('severity', () => {
	it('depends on the time to kick-off alone', () => {
		fc.assert(
			fc.property(fc.integer({ min: -60, max: 600 }), (minutes) => {
				const expected =
					minutes < 0 || minutes >= 360
						? null
						: minutes < 120
							? 'critical'
							: minutes < 240
								? 'warning'
								: 'info';
				expect(severityOf(later(START, minutes * MINUTE), START)).toBe(expected);
			}),
		);
	});
});

describe('matches at risk', () => {
	it('are those with a gap that kick off within 6 h, and none after a sweep', async () => {
		for (const hours of [1, 3, 5, 7]) await storeMatch(pipeline(), { kickoffAt: later(START, hours * HOUR) });
		await storeMatch(pipeline(), { kickoffAt: later(START, 2 * HOUR), status: 'postponed' });
		await beatHearts(pipeline());
		const gap = { stage: 'analysis', cause: 'not_queued', reason: 'not in the queue' };
		expect(await risks()).toEqual([
			{ severity: 'critical', ...gap },
			{ severity: 'warning', ...gap },
			{ severity: 'info', ...gap },
		]);
		await runPass(pipeline(), 'sweep');
		expect(await risks()).toEqual([]);
	});

	it('are those whose work nobody lives to do', async () => {
		const { clock } = pipeline();
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 5 * HOUR) });
		await runPass(pipeline(), 'sweep');
		await beatHearts(pipeline(), ['prediction']);
		expect(await risks()).toEqual([
			{ severity: 'info', stage: 'analysis', cause: 'no_worker', reason: 'no scheduling worker is alive' },
		]);
		await storeAnalysis(pipeline(), matchId, clock.now());
		await endLineups(pipeline(), matchId);
		expect(await risks()).toEqual([]);
	});

	it('are those that no prediction worker lives for', async () => {
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 90 * MINUTE) });
		await storeAnalysis(pipeline(), matchId, START);
		await runPass(pipeline(), 'sweep');
		await beatHearts(pipeline(), ['scheduling', 'settlement']);
		expect(await risks()).toEqual([
			{
				severity: 'critical',
				stage: 'predictions',
				cause: 'no_worker',
				reason: 'no prediction worker is alive',
			},
		]);
	});

	/** Ten matches that are being asked about, with all of their calls in the queues. */
	async function tenAsked(kickoffAt: Date): Promise<void> {
		for (let match = 0; match < 10; match++) {
			const matchId = await storeMatch(pipeline(), { kickoffAt });
			await storeAnalysis(pipeline(), matchId, START);
			await endLineups(pipeline(), matchId);
			await fanOut(pipeline(), matchId);
		}
		await beatHearts(pipeline());
	}

	it('are none at half an hour to kick-off with all calls in the queues, and those whose calls do not fit later', async () => {
		const { clock } = pipeline();
		const kickoffAt = later(START, 30 * MINUTE);
		await tenAsked(kickoffAt);
		expect(await risks()).toEqual([]);
		// 420 calls of half a minute at most, 128 at once, take more than one minute.
		clock.set(later(kickoffAt, -MINUTE));
		const found = await matchesAtRisk(pipeline());
		expect(found.length).toBeGreaterThan(0);
		for (const { cause, severity, expectedAt } of found) {
			expect({ cause, severity }).toEqual({ cause: 'too_slow', severity: 'critical' });
			expect(expectedAt?.getTime()).toBeGreaterThan(kickoffAt.getTime());
		}
		expect(found.at(-1)?.reason).toMatch(
			/^expected \d+ minutes? after kick-off: \d+ calls to .+, \d+ at once$/,
		);
	});

	it('are those whose provider allows too few calls', async () => {
		await tenAsked(later(START, 30 * MINUTE));
		const { env } = pipeline();
		const found = await matchesAtRisk({ ...pipeline(), env: { ...env, SYNTHETIC_CALLS_PER_MINUTE: 2 } });
		expect(found.map(({ cause }) => cause)).toContain('too_slow');
		expect(found.at(-1)?.reason).toContain('to Synthetic, 2 per minute');
	});

	it('are those behind a queue that is paused, or full of other work', async () => {
		const { backend, queues, clock } = pipeline();
		await tenAsked(later(START, 30 * MINUTE));
		const queue = backend.queue('model-calls-together');
		await queue.pause();
		expect(new Set((await risks()).map(({ cause }) => cause))).toEqual(new Set(['paused']));
		await queue.resume();
		clock.set(later(START, 26 * MINUTE));
		expect(await risks()).toEqual([]);
		const others = Array.from({ length: 9_000 }, (_, index) =>
			newJob('model-call', { matchId: `other ${index}`, modelId: 'unknown', provider: 'together' }),
		);
		await queues.add(others);
		expect((await risks()).map(({ cause }) => cause)).toContain('too_slow');
		await queue.close();
	});

	it('are those whose provider takes its time for calls that end in vain', async () => {
		const { db, clock } = pipeline();
		await tenAsked(later(START, 30 * MINUTE));
		clock.set(later(START, 20 * MINUTE));
		const [model] = await enabledModels(db);
		if (!model) throw new Error('no model is enabled');
		const last = { at: later(START, 18 * MINUTE), modelId: model.id };
		await db.modelCalls.createMany({
			data: [
				{ ...last, outcome: 'answered', calls: 10, latencyMs: 10 * 2_000 },
				{ ...last, outcome: 'failed', calls: 40, latencyMs: 40 * 30_000 },
			],
		});
		expect((await risks()).at(0)).toMatchObject({ stage: 'predictions', cause: 'too_slow' });
	});

	it('are those that nobody is left to be asked about', async () => {
		const { db } = pipeline();
		await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) });
		await beatHearts(pipeline());
		await runPass(pipeline(), 'sweep');
		await db.model.updateMany({ data: { enabled: false } });
		const found = await risks();
		await db.model.updateMany({ data: { enabled: true } });
		expect(found).toEqual([
			{ severity: 'critical', stage: 'predictions', cause: 'nobody_to_ask', reason: 'no model is enabled' },
		]);
	});

	it('are those of a provider that answers next to nothing, until it answers', async () => {
		const { db } = pipeline();
		await tenAsked(later(START, 30 * MINUTE));
		const [model] = await enabledModels(db);
		if (!model) throw new Error('no model is enabled');
		await db.modelCalls.create({
			data: { at: later(START, -2 * MINUTE), modelId: model.id, outcome: 'rate_limited', calls: 60 },
		});
		// One answer that got through changes nothing.
		await db.modelCalls.createMany({
			data: [
				{ at: later(START, -5 * MINUTE), modelId: model.id, outcome: 'answered', calls: 1 },
				{ at: later(START, -1.5 * MINUTE), modelId: model.id, outcome: 'refused', calls: 9 },
				{ at: later(START, -1.5 * MINUTE), modelId: model.id, outcome: 'answered', calls: 1 },
			],
		});
		expect((await risks())[0]).toMatchObject({ stage: 'predictions', cause: 'refusing' });
		await db.modelCalls.create({
			data: { at: later(START, -MINUTE), modelId: model.id, outcome: 'answered', calls: 4 },
		});
		expect(await risks()).toEqual([]);
	});
});
