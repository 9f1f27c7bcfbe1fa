import { describe, expect, it } from 'vitest';
import { after, HOUR, MINUTE } from '../../server/clock.ts';
import { missingWork, owedPredictions } from './due-work.ts';
import type { ObservedMatch, RoundState } from './state.ts';

const KICKOFF = new Date('2025-10-18T14:00:00Z');

function match(changes: Partial<ObservedMatch> = {}): ObservedMatch {
	return {
		id: 'm',
		sourceKey: 'Ash/Birch',
		kickoffAt: KICKOFF,
		status: 'scheduled',
		hasAnalysis: true,
		hasLineup: true,
		settled: false,
		stored: 0,
		unscored: 0,
		missing: ['a', 'b'],
		failed: [],
		...changes,
	};
}

/** `lead` milliseconds before kick-off, with these jobs in the queues. */
function state(lead: number, ...jobs: string[]): RoundState {
	const queued = jobs.map((id) => ({ queue: 'any', id, state: 'waiting', takenAt: 0 }));
	return { at: 0, now: after(KICKOFF, -lead), pace: 10, beats: {}, matches: [], jobs: queued };
}

const missing = (at: RoundState, changes: Partial<ObservedMatch> = {}) => missingWork(at, [match(changes)]);

describe('missingWork', () => {
	it('wants nothing before it is due', () => {
		expect(missing(state(6 * HOUR + 1), { hasAnalysis: false, hasLineup: false })).toEqual([]);
		expect(missing(state(HOUR + 1), { hasLineup: false })).toEqual([]);
		expect(missing(state(30 * MINUTE + 1))).toEqual([]);
	});

	it.each([
		['analysis of Ash/Birch', 6 * HOUR, { hasAnalysis: false, hasLineup: false }, ['analysis-m']],
		['lineups of Ash/Birch', HOUR, { hasLineup: false }, ['lineups-m']],
		['2 predictions of Ash/Birch', 30 * MINUTE, {}, ['predictions-m']],
		['2 predictions of Ash/Birch', 30 * MINUTE, {}, ['call-m-a', 'call-m-b']],
	])('misses %s once it is due, unless its jobs are there', (what, lead, changes, jobs) => {
		expect(missing(state(lead), changes)).toEqual([what]);
		expect(missing(state(lead, ...jobs), changes)).toEqual([]);
	});

	it('counts a noted failure as accounted for', () => {
		expect(missing(state(30 * MINUTE), { failed: ['a'] })).toEqual(['1 predictions of Ash/Birch']);
		expect(missing(state(30 * MINUTE), { failed: ['a', 'b'] })).toEqual([]);
	});

	it('misses the result and the settlement', () => {
		const done = { missing: [], stored: 2, unscored: 2 };
		expect(missing(state(-120 * MINUTE), done)).toEqual(['result of Ash/Birch']);
		const finished = { ...done, status: 'finished' };
		expect(missing(state(-120 * MINUTE), finished)).toEqual(['settlement of Ash/Birch']);
		expect(missing(state(-120 * MINUTE, 'settlement-m'), finished)).toEqual([]);
		expect(missing(state(-120 * MINUTE), { ...finished, settled: true, unscored: 0 })).toEqual([]);
	});
});

describe('owedPredictions', () => {
	it('counts those that could be made now', () => {
		expect(owedPredictions(state(31 * MINUTE), [match()])).toBe(0);
		expect(owedPredictions(state(30 * MINUTE), [match(), match()])).toBe(4);
		expect(owedPredictions(state(30 * MINUTE), [match({ hasLineup: false })])).toBe(0);
		expect(owedPredictions(state(15 * MINUTE), [match({ hasLineup: false })])).toBe(2);
	});
});
