import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { START } from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { gapsOf } from './gaps.ts';
import { matchFacts } from './match-facts.arbitrary.ts';
import { plan } from './plan.ts';
import type { QueueChange } from './queue-changes.ts';
import type { StageState } from './stage-state.ts';
import { DEFAULT_WINDOWS, type StageName } from './stages.ts';

const done: StageState = { is: 'done', at: START };
const retrying = (inQueue: boolean): StageState => ({
	is: 'retrying',
	nextAt: START,
	reason: 'no answer',
	inQueue,
});

function gaps(states: Partial<Record<StageName, StageState>>, changes: QueueChange[] = []): string[] {
	const stages = {
		analysis: done,
		lineups: done,
		predictions: done,
		live: done,
		settlement: done,
		...states,
	};
	return gapsOf({ stages, changes }).map(({ stage, reason }) => `${stage}: ${reason}`);
}

describe('gapsOf', () => {
	it.each<[string, Partial<Record<StageName, StageState>>, string[]]>([
		['all done', {}, []],
		['queued for its time', { predictions: { is: 'queued', dueAt: START } }, []],
		['running', { predictions: { is: 'running' } }, []],
		['unavailable', { analysis: { is: 'unavailable', reason: 'no results' } }, []],
		['another attempt in the queue', { predictions: retrying(true) }, []],
		['attempts used up', { predictions: retrying(false) }, ['predictions: failed so far: no answer']],
		[
			'nobody to ask',
			{ predictions: { is: 'expired', reason: 'no model is enabled', wanted: true } },
			['predictions: no model is enabled'],
		],
		[
			'cleared by an operator',
			{ predictions: { is: 'expired', reason: 'cleared by an operator: late', wanted: false } },
			[],
		],
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
		const gapless = new Set(['done', 'unavailable', 'not-due', 'queued', 'running']);
		const isGapless = (state: StageState) =>
			gapless.has(state.is) || (state.is === 'expired' && !state.wanted);
		fc.assert(
			fc.property(matchFacts(START), fc.integer({ min: -4_000, max: 4_000 }), (facts, minutes) => {
				const planned = plan(facts, later(START, minutes * MINUTE), DEFAULT_WINDOWS);
				const states = Object.values(planned.stages);
				if (states.some(({ is }) => is === 'missing')) expect(gapsOf(planned)).not.toEqual([]);
				const moved = planned.changes.some(({ change }) => change === 'move');
				if (!moved && states.every(isGapless)) expect(gapsOf(planned)).toEqual([]);
			}),
		);
	});

	it.each([
		['later than its time', HOUR, ['predictions: queued for a later time than its own']],
		['sooner than its time: it will put itself off', -HOUR, []],
	])('tells a job that is queued %s', (_, by, expected) => {
		const dueAt = later(START, 3 * HOUR);
		const move: QueueChange = { stage: 'predictions', change: 'move', dueAt, revives: false };
		expect(gaps({ predictions: { is: 'queued', dueAt: later(dueAt, by) } }, [move])).toEqual(expected);
	});

	it('finds none in a match that is done, whatever its queues hold', () => {
		fc.assert(
			fc.property(matchFacts(START), fc.integer({ min: -4_000, max: 4_000 }), (facts, minutes) => {
				const settled = {
					...facts,
					status: 'finished' as const,
					finishedAt: START,
					resultDoubted: false,
					analysis: { at: START, unavailableReason: null },
					lineups: { at: START, unavailableReason: null },
					predictions: {
						...facts.predictions,
						wanted: 1,
						stored: 1,
						unscored: 0,
						missing: [],
						lastMadeAt: START,
					},
					settlement: { at: START, stands: true, nothingToSettleReason: null },
				};
				expect(gapsOf(plan(settled, later(START, minutes * MINUTE), DEFAULT_WINDOWS))).toEqual([]);
			}),
		);
	});
});
