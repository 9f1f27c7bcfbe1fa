import { describe, expect, it } from 'vitest';
import { type GivenRun, givenRun } from './run.fixture.ts';
import { type RunState, runState } from './run-state.ts';

describe('runState', () => {
	it.each<[RunState, GivenRun]>([
		['running', {}],
		['running', { underWay: 8 }],
		['paused by operator', { pausedBy: 'operator', underWay: 2 }],
		['paused by budget', { pausedBy: 'budget' }],
		['cancelling', { cancelled: true, underWay: 2 }],
		['cancelled', { cancelled: true, ended: true }],
		['cancelled', { cancelled: true, ended: true, outcomes: { failed: 1 } }],
		['done', { ended: true, outcomes: { done: 9, skipped: 1 } }],
		['done with failures', { ended: true, outcomes: { done: 9, failed: 1 } }],
	])('is %s for %j', (state, given) => {
		expect(runState(givenRun(given))).toBe(state);
	});
});
