import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MINUTE } from '../../clock.ts';
import { timeLeft } from './time-left.ts';

type Work = Parameters<typeof timeLeft>[0];

const AT = new Date('2025-05-25T18:00:00Z');

/** Half of 10 matches are done, after a minute. */
const HALF: Work = {
	matches: { total: 10, underWay: 0, outcomes: { done: 5, failed: 0, skipped: 0 } },
	predictions: { total: 420, stored: 210 },
	workedMs: MINUTE,
	cancelledAt: null,
	endedAt: null,
};

it('is what the predictions that are missing take at the pace so far', () => {
	expect(timeLeft(HALF)).toBe(MINUTE);
	expect(timeLeft({ ...HALF, predictions: { total: 420, stored: 231 } })).toBeCloseTo(MINUTE * (189 / 231));
});

it('does not wait for what is missing of matches that have ended', () => {
	const matches = { total: 10, underWay: 1, outcomes: { done: 0, failed: 0, skipped: 9 } };
	expect(timeLeft({ ...HALF, matches, predictions: { total: 420, stored: 21 } })).toBeCloseTo(2 * MINUTE);
});

it('is known only while a run has a pace and something to do', () => {
	expect(timeLeft({ ...HALF, predictions: { total: 420, stored: 0 } })).toBeNull();
	expect(timeLeft({ ...HALF, predictions: { total: 420, stored: 420 } })).toBeNull();
	expect(timeLeft({ ...HALF, endedAt: AT })).toBeNull();
	expect(timeLeft({ ...HALF, cancelledAt: AT })).toBeNull();
});

it('is a time, whatever has become of the matches', () => {
	const few = fc.nat({ max: 50 });
	fc.assert(
		fc.property(few, few, few, few, fc.nat(), fc.nat(), (done, failed, underWay, rest, stored, workedMs) => {
			const total = done + failed + underWay + rest + 1;
			const left = timeLeft({
				...HALF,
				matches: { total, underWay, outcomes: { done, failed, skipped: 0 } },
				predictions: { total: 42 * total, stored },
				workedMs,
			});
			expect(left ?? 0).toBeGreaterThanOrEqual(0);
			expect(left ?? 0).toBeLessThan(Number.POSITIVE_INFINITY);
		}),
	);
});
