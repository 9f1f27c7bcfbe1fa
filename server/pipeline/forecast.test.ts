import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { START } from '../../tests/pipeline.ts';
import { after as later, MINUTE, SECOND } from '../clock.ts';
import { expectPredictions, type PendingMatch, type ProviderCapacity } from './forecast.ts';

const capacity: ProviderCapacity = {
	label: 'One',
	inFlight: 10,
	perMinute: 0,
	ahead: 0,
	meanMs: 4 * SECOND,
	stopped: null,
};

function pending(id: string, calls: number, overrides: Partial<PendingMatch> = {}): PendingMatch {
	const call = { provider: 'one', latencyMs: 4 * SECOND, notBefore: null };
	return {
		id,
		kickoffAt: later(START, 30 * MINUTE),
		readyAt: START,
		calls: Array.from({ length: calls }, () => call),
		...overrides,
	};
}

const expected = (matches: PendingMatch[], given: Partial<ProviderCapacity> = {}) =>
	expectPredictions(matches, new Map([['one', { ...capacity, ...given }]]), START);

const seconds = (matches: PendingMatch[], given?: Partial<ProviderCapacity>) =>
	matches.map(({ id }) => {
		const at = expected(matches, given).get(id)?.at;
		return at && (at.getTime() - START.getTime()) / SECOND;
	});

describe('the expected time of the last prediction', () => {
	it.each<[string, PendingMatch[], Partial<ProviderCapacity>, (number | null | undefined)[]]>([
		['is the work by what goes on at once, and one answer more', [pending('a', 40)], {}, [20]],
		['comes after the matches before it', [pending('a', 40), pending('b', 40)], {}, [20, 36]],
		['comes after what the queue holds besides', [pending('a', 40)], { ahead: 25 }, [30]],
		['lets those start per minute too', [pending('a', 40)], { ahead: 40, perMinute: 20 }, [244]],
		['keeps to the calls per minute', [pending('a', 40)], { perMinute: 20 }, [124]],
		['begins when the match is ready', [pending('a', 40, { readyAt: later(START, MINUTE) })], {}, [80]],
		['is none without a worker', [pending('a', 1)], { inFlight: 0, stopped: 'no_worker' }, [null]],
		['is none of a provider that refuses', [pending('a', 1)], { stopped: 'refusing' }, [null]],
		['is not asked of a match that has all', [pending('a', 0)], { stopped: 'refusing' }, [undefined]],
	])('%s', (_, matches, given, at) => {
		expect(seconds(matches, given)).toEqual(at);
	});

	it('waits for the attempt that a call waits for', () => {
		const [call] = pending('a', 1).calls;
		const calls = call ? [{ ...call, notBefore: later(START, 5 * MINUTE) }] : [];
		expect(seconds([pending('a', 1, { calls })])).toEqual([304]);
	});

	it('is the one of the provider that takes the longest', () => {
		const slow = { provider: 'two', latencyMs: MINUTE, notBefore: null };
		const match = pending('a', 10);
		const found = expectPredictions(
			[{ ...match, calls: [...match.calls, slow, slow] }],
			new Map([
				['one', capacity],
				['two', { ...capacity, inFlight: 1 }],
			]),
			START,
		);
		expect(found.get('a')).toEqual({ at: later(START, 3 * MINUTE), provider: 'two', calls: 2 });
	});

	it('is never in time when the calls that are left do not fit what goes on at once', () => {
		const match = fc.record({
			calls: fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 42 }),
			ready: fc.integer({ min: 0, max: 60 }),
			kickoff: fc.integer({ min: 1, max: 90 }),
		});
		const limits = fc.record({
			inFlight: fc.integer({ min: 1, max: 50 }),
			perMinute: fc.integer({ min: 0, max: 200 }),
			ahead: fc.integer({ min: 0, max: 2_000 }),
			meanMs: fc.integer({ min: 1, max: 90_000 }),
		});
		fc.assert(
			fc.property(fc.array(match, { minLength: 1, maxLength: 12 }), limits, (drawn, given) => {
				const matches = drawn.map(({ calls, ready, kickoff }, index) =>
					pending(String(index), 0, {
						readyAt: later(START, ready * MINUTE),
						kickoffAt: later(START, kickoff * MINUTE),
						calls: calls.map((latencyMs) => ({ provider: 'one', latencyMs, notBefore: null })),
					}),
				);
				const found = expected(matches, given);
				const inOrder = matches.toSorted(
					(a, b) =>
						a.readyAt.getTime() - b.readyAt.getTime() || a.kickoffAt.getTime() - b.kickoffAt.getTime(),
				);
				let [calls, work] = [given.ahead, given.ahead * given.meanMs];
				for (const match of inOrder) {
					calls += match.calls.length;
					work += match.calls.reduce((sum, { latencyMs }) => sum + latencyMs, 0);
					const at = found.get(match.id)?.at?.getTime() ?? 0;
					// A millisecond is what adding up fractions of them may come to.
					expect(at + 1 - START.getTime()).toBeGreaterThanOrEqual(work / given.inFlight);
					if (given.perMinute > 0)
						expect(at + 1 - START.getTime()).toBeGreaterThanOrEqual((calls / given.perMinute) * MINUTE);
					const longest = Math.max(...match.calls.map(({ latencyMs }) => latencyMs));
					expect(at).toBeGreaterThanOrEqual(match.readyAt.getTime() + longest);
				}
			}),
		);
	});
});
