import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	endLineups,
	fixture,
	START,
	storeMatch,
	storePrediction,
	testPipeline,
} from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { newJob } from '../queue/catalogue.ts';
import { makeAnalysis } from './analysis.ts';
import { coverage, gapsOf } from './coverage.ts';
import { enabledModels } from './enabled-models.ts';
import { matchFacts } from './match-facts.arbitrary.ts';
import { runPass } from './passes.ts';
import { plan } from './plan.ts';
import type { StageState } from './stage-state.ts';
import { DEFAULT_WINDOWS, type StageName } from './stages.ts';
import { storeFixtures } from './store-fixtures.ts';

const pipeline = testPipeline();

const done: StageState = { is: 'done', at: START };
const retrying = (inQueue: boolean): StageState => ({
	is: 'retrying',
	nextAt: START,
	reason: 'no answer',
	inQueue,
});

function gaps(states: Partial<Record<StageName, StageState>>): string[] {
	const stages = {
		analysis: done,
		lineups: done,
		predictions: done,
		live: done,
		settlement: done,
		...states,
	};
	return gapsOf({ stages }).map(({ stage, reason }) => `${stage}: ${reason}`);
}

describe('gapsOf', () => {
	it.each<[string, Partial<Record<StageName, StageState>>, string[]]>([
		['all done', {}, []],
		['queued for its time', { predictions: { is: 'queued', dueAt: START } }, []],
		['running', { predictions: { is: 'running' } }, []],
		['unavailable', { analysis: { is: 'unavailable', reason: 'no results' } }, []],
		['another attempt in the queue', { predictions: retrying(true) }, []],
		['attempts used up', { predictions: retrying(false) }, ['predictions: failed so far: no answer']],
		['not in the queue', { lineups: { is: 'missing', dueAt: START } }, ['lineups: not in the queue']],
		['failed for good', { settlement: { is: 'failed', reason: 'no score' } }, ['settlement: no score']],
		[
			'waits for what is running',
			{ analysis: { is: 'running' }, predictions: { is: 'blocked', by: 'analysis' } },
			[],
		],
		[
			'waits for what is missing',
			{ analysis: { is: 'missing', dueAt: START }, predictions: { is: 'blocked', by: 'analysis' } },
			['analysis: not in the queue', 'predictions: waits for the analysis'],
		],
	])('%s', (_, states, expected) => {
		expect(gaps(states)).toEqual(expected);
	});

	it('finds a gap in every match with a stage that is missing, and in none whose stages are all on their way', () => {
		const gapless = new Set(['done', 'unavailable', 'not-due', 'queued', 'running', 'expired']);
		fc.assert(
			fc.property(matchFacts(START), fc.integer({ min: -4_000, max: 4_000 }), (facts, minutes) => {
				const planned = plan(facts, later(START, minutes * MINUTE), DEFAULT_WINDOWS);
				const states = Object.values(planned.stages).map(({ is }) => is);
				if (states.includes('missing')) expect(gapsOf(planned)).not.toEqual([]);
				if (states.every((is) => gapless.has(is))) expect(gapsOf(planned)).toEqual([]);
			}),
		);
	});
});

describe('coverage', () => {
	it('has no percentage when there is no match', async () => {
		expect(await coverage(pipeline())).toMatchObject({
			matches: 0,
			covered: 0,
			percentage: null,
			atRisk: [],
		});
	});

	it('counts the coming matches, names those at risk by how soon they kick off, and heals with a sweep', async () => {
		for (const hours of [1, 3, 5, 7, 60])
			await storeMatch(pipeline(), { kickoffAt: later(START, hours * HOUR) });
		await storeMatch(pipeline(), { kickoffAt: later(START, 2 * HOUR), status: 'postponed' });
		const before = await coverage(pipeline());
		expect(before).toMatchObject({ matches: 4, covered: 0, percentage: 0, windowHours: 48 });
		expect(before.atRisk.map(({ severity, gap }) => [severity, gap.stage])).toEqual([
			['critical', 'analysis'],
			['warning', 'analysis'],
			['info', 'analysis'],
		]);
		await runPass(pipeline(), 'sweep');
		expect(await coverage(pipeline())).toMatchObject({ matches: 4, covered: 4, percentage: 100, atRisk: [] });
	});

	it('knows a served match that has no job left, and one whose calls wait behind others', async () => {
		const { db, queues, clock } = pipeline();
		await db.match.deleteMany();
		const served = await storeMatch(pipeline(), { kickoffAt: later(START, 20 * MINUTE) });
		const waiting = await storeMatch(pipeline(), { kickoffAt: later(START, 25 * MINUTE) });
		for (const matchId of [served, waiting]) {
			await makeAnalysis(db, { matchId, now: START });
			await endLineups(pipeline(), matchId);
		}
		for (const { id } of await enabledModels(db))
			await storePrediction(pipeline(), served, { modelId: id, madeAt: clock.now() });
		await queues.add([newJob('predictions', { matchId: waiting })]);
		expect(await coverage(pipeline())).toMatchObject({ matches: 2, covered: 2, atRisk: [] });
	});

	it('counts every job, however many there are', async () => {
		const { db } = pipeline();
		await db.match.deleteMany();
		const coming = Array.from({ length: 1_200 }, () => fixture({ kickoffAt: later(START, 10 * HOUR) }));
		await storeFixtures(db, coming, START);
		await runPass(pipeline(), 'sweep');
		expect(await coverage(pipeline())).toMatchObject({ matches: 1_200, covered: 1_200, percentage: 100 });
	});
});
