import { describe, expect, it } from 'vitest';
import type { FailureAction, FailureActionResult } from '../../server/pipeline/failures/failure-action.ts';
import { actionText, progressLine, refusedLines } from './action-text.ts';

const NONE = { queued: 0, cleared: 0, not_open: 0, refused: 0 };

const NOTHING_SINCE = { done: 0, failedAgain: 0, closedMeanwhile: 0, underWay: 0 };

const ACTION: FailureAction = {
	id: 'a1',
	kind: 'retry',
	reason: null,
	selection: 'all open failures',
	operator: 'admin',
	startedAt: new Date('2026-01-10T21:10:00Z'),
	endedAt: new Date('2026-01-10T21:10:01Z'),
	cancelledAt: null,
	total: 43,
	jobsTakenAway: 0,
	outcomes: { ...NONE, queued: 40, not_open: 1, refused: 2 },
	since: { done: 8, failedAgain: 1, closedMeanwhile: 1, underWay: 30 },
};

describe('actionText', () => {
	it('tells what was done, and what became of it since', () => {
		expect(actionText(ACTION)).toBe(
			'Retry of 43 failures: 40 queued (8 done, 1 failed again, 1 closed meanwhile, 30 under way), 1 no longer open and 2 refused.',
		);
	});

	it('tells of jobs that are no failures', () => {
		const taken = { ...ACTION, kind: 'clear', total: 0, jobsTakenAway: 2, outcomes: NONE } as const;
		expect(actionText({ ...taken, since: NOTHING_SINCE })).toBe(
			'Clear of 0 failures: 2 jobs taken out of the queues.',
		);
	});

	it('tells what is to come, and what a cancelled one left alone', () => {
		const half = { outcomes: { ...NONE, cleared: 20 }, since: NOTHING_SINCE };
		const clear = { ...ACTION, ...half, kind: 'clear', reason: 'old' } as const;
		expect(actionText({ ...clear, endedAt: null })).toBe(
			'Clear of 43 failures, going on: 20 cleared and 23 to come.',
		);
		expect(actionText({ ...clear, cancelledAt: ACTION.endedAt })).toBe(
			'Clear of 43 failures, cancelled: 20 cleared and 23 left alone.',
		);
	});
});

it('draws how far an action is', () => {
	expect(progressLine(ACTION)).toBe(
		'[#########---------------------] 13 of 43 done, 30 under way, 1 failed again',
	);
	const nothing = { ...ACTION, total: 0, outcomes: NONE, since: NOTHING_SINCE };
	expect(progressLine(nothing)).toBe(`[${'#'.repeat(30)}] 0 of 0 done`);
});

it('names what was refused, and counts what it does not name', () => {
	const result = (place: number): FailureActionResult => ({
		failureId: `f${place}`,
		stage: 'settlement',
		match: { id: `m${place}`, home: `Home ${place}`, away: 'Away' },
		model: null,
		outcome: 'refused',
		reason: 'the match is not finished',
		since: null,
		next: null,
	});
	const lines = refusedLines(
		Array.from({ length: 25 }, (_, place) => result(place)),
		200,
	);
	expect(lines[0]).toBe('  Home 0 – Away   settlement  the match is not finished');
	expect(lines).toHaveLength(21);
	expect(lines.at(-1)).toBe('  and 180 more');
	expect(refusedLines([], 0)).toEqual([]);
});
