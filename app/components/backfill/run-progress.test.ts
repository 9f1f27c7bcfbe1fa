import { describe, expect, it } from 'vitest';
import { type GivenRun, givenRun } from './run.fixture.ts';
import { runProgress, spentOf } from './run-progress.ts';

const progress = (given: GivenRun) => runProgress(givenRun(given));

describe('runProgress', () => {
	it.each<[string, GivenRun, string]>([
		['before the first match', {}, '0 of 10 matches so far.'],
		[
			'while matches are under way',
			{ outcomes: { done: 3, failed: 1 }, underWay: 2 },
			'4 of 10 matches so far: 3 done, 1 failed, 2 under way.',
		],
		[
			'while it is cancelled',
			{ cancelled: true, outcomes: { done: 3 }, underWay: 2 },
			'3 of 10 matches so far: 3 done, 2 under way, 5 left alone.',
		],
		[
			'when all went well',
			{ ended: true, outcomes: { done: 10 }, stored: 420 },
			'All 10 matches were done: 420 predictions.',
		],
		[
			'when the one went well',
			{ ended: true, total: 1, outcomes: { done: 1 }, stored: 42 },
			'The match was done: 42 predictions.',
		],
		[
			'when all failed',
			{ ended: true, total: 2, outcomes: { failed: 2 }, stored: 80 },
			'All 2 matches failed: 80 of 84 predictions.',
		],
		[
			'when it ended in many ways',
			{
				ended: true,
				total: 1_234,
				asked: 51_828,
				outcomes: { done: 1_230, failed: 3, skipped: 1 },
				stored: 51_700,
			},
			'Of 1,234 matches: 1,230 done, 3 failed, 1 skipped. 51,700 of 51,828 predictions.',
		],
		[
			'when it was cancelled',
			{ ended: true, cancelled: true, outcomes: { done: 4 }, stored: 168 },
			'Of 10 matches: 4 done, 6 left alone. 168 of 420 predictions.',
		],
		[
			'when it was cancelled before it began',
			{ ended: true, cancelled: true },
			'All 10 matches were left alone: 0 of 420 predictions.',
		],
	])('says %s how far it is', (_, given, sentence) => {
		expect(progress(given).sentence).toBe(sentence);
	});

	it('counts what waits for its turn until it is cancelled', () => {
		const given = { outcomes: { done: 3, skipped: 1 }, underWay: 2 };
		expect(progress(given)).toMatchObject({ ended: 4, waiting: 4, finished: false });
		expect(progress({ ...given, pausedBy: 'operator' }).waiting).toBe(4);
		expect(progress({ ...given, cancelled: true }).waiting).toBe(0);
	});

	it('takes the tone of how it ended', () => {
		expect(progress({ ended: true, outcomes: { done: 10 } }).tone).toBe('good');
		expect(progress({ ended: true, outcomes: { done: 9, failed: 1 } }).tone).toBe('bad');
		expect(progress({ ended: true, outcomes: { skipped: 10 } }).tone).toBe('quiet');
		expect(progress({ ended: true, cancelled: true, outcomes: { done: 1 } }).tone).toBe('quiet');
		expect(progress({ pausedBy: 'budget' }).tone).toBe('warn');
	});
});

it('says what was spent, and of which budget', () => {
	expect(spentOf({ spentUsd: 0.84, budgetUsd: null })).toBe('$0.84 spent');
	expect(spentOf({ spentUsd: 0.84, budgetUsd: 2 })).toBe('$0.84 of $2.00 spent');
});
