import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotas, scorePrediction, scoreThatCounts, TENDENCIES, tendencyOf } from './scoring.ts';

const DEFAULT_RANGE = { min: 2, max: 6 };
const ONLY_TENDENCY = { tendencyPoints: 4, goalDifferenceBonus: 0, exactScoreBonus: 0, points: 4 };
const QUOTAS = { home: 4, draw: 5, away: 6 };

describe('quotas', () => {
	it.each([
		{ withTendency: 24, worth: 2 },
		{ withTendency: 4, worth: 6 },
		{ withTendency: 2, worth: 6 },
		{ withTendency: 10, worth: 3 },
		{ withTendency: 15, worth: 3 },
		{ withTendency: 12, worth: 3 },
	])('gives $worth for $withTendency of 30', ({ withTendency, worth }) => {
		const counts = { home: withTendency, draw: 0, away: 30 - withTendency };
		expect(quotas(counts, DEFAULT_RANGE).home).toBe(worth);
	});

	it("gives Kicktipp's own example: 5 of 25 between 3 and 10 are worth 7", () => {
		expect(quotas({ home: 20, draw: 5, away: 0 }, { min: 3, max: 10 }).draw).toBe(7);
	});

	it('gives the most for a tendency that nobody predicted, also when nobody predicted anything', () => {
		expect(quotas({ home: 42, draw: 0, away: 0 }, DEFAULT_RANGE)).toEqual({ home: 2, draw: 6, away: 6 });
		expect(quotas({ home: 0, draw: 0, away: 0 }, DEFAULT_RANGE)).toEqual({ home: 6, draw: 6, away: 6 });
	});

	it('rounds a half up: 12 of 42 are 3.5, 6 of 11 are 2.5', () => {
		expect(quotas({ home: 12, draw: 0, away: 30 }, DEFAULT_RANGE).home).toBe(4);
		expect(quotas({ home: 6, draw: 5, away: 0 }, DEFAULT_RANGE).home).toBe(3);
	});

	it('agrees with a search for the nearest whole number, for every share of up to 60 predictions', () => {
		const ranges = [
			DEFAULT_RANGE,
			{ min: 3, max: 10 },
			{ min: 2, max: 8 },
			{ min: 1, max: 1 },
			{ min: 1, max: 17 },
		];
		for (const range of ranges) {
			for (let counted = 0; counted <= 60; counted++) {
				for (let withTendency = 0; withTendency <= counted; withTendency++) {
					const expected = nearestQuota(withTendency, counted, range);
					for (const tendency of TENDENCIES) {
						const other = tendency === 'home' ? 'away' : 'home';
						const counts = { home: 0, draw: 0, away: 0, [tendency]: withTendency };
						counts[other] = counted - withTendency;
						expect(quotas(counts, range)[tendency], `${withTendency} of ${counted}`).toBe(expected);
					}
				}
			}
		}
	});

	it('stays in its range and never gives more for a tendency that more predicted', () => {
		const count = fc.nat(200);
		fc.assert(
			fc.property(
				count,
				count,
				count,
				fc.integer({ min: 1, max: 20 }),
				fc.nat(20),
				(home, draw, away, min, width) => {
					const counts = { home, draw, away };
					const range = { min, max: min + width };
					const worth = quotas(counts, range);
					for (const a of TENDENCIES) {
						expect(Number.isInteger(worth[a])).toBe(true);
						expect(worth[a]).toBeGreaterThanOrEqual(range.min);
						expect(worth[a]).toBeLessThanOrEqual(range.max);
						for (const b of TENDENCIES)
							if (counts[a] >= counts[b]) expect(worth[a]).toBeLessThanOrEqual(worth[b]);
					}
				},
			),
		);
	});
});

describe('scorePrediction', () => {
	const result = { home: 2, away: 1 };

	it('gives nothing for a wrong tendency', () => {
		const nothing = { tendencyPoints: 0, goalDifferenceBonus: 0, exactScoreBonus: 0, points: 0 };
		expect(scorePrediction({ home: 1, away: 2 }, result, QUOTAS, 'additive')).toEqual(nothing);
		expect(scorePrediction({ home: 1, away: 1 }, result, QUOTAS, 'alternative')).toEqual(nothing);
	});

	it('adds up: the quota, 1 for the difference, 3 for the exact score', () => {
		expect(scorePrediction({ home: 3, away: 1 }, result, QUOTAS, 'additive')).toEqual(ONLY_TENDENCY);
		expect(scorePrediction({ home: 3, away: 2 }, result, QUOTAS, 'additive').points).toBe(4 + 1);
		expect(scorePrediction({ home: 2, away: 1 }, result, QUOTAS, 'additive').points).toBe(4 + 1 + 3);
	});

	it('gives a draw with another score the difference when bonuses add up', () => {
		const points = scorePrediction({ home: 2, away: 2 }, { home: 0, away: 0 }, QUOTAS, 'additive');
		expect(points).toEqual({ tendencyPoints: 5, goalDifferenceBonus: 1, exactScoreBonus: 0, points: 6 });
	});

	it('gives the higher bonus alone when they are alternatives', () => {
		expect(scorePrediction({ home: 3, away: 2 }, result, QUOTAS, 'alternative').points).toBe(4 + 1);
		expect(scorePrediction({ home: 2, away: 1 }, result, QUOTAS, 'alternative')).toEqual({
			tendencyPoints: 4,
			goalDifferenceBonus: 0,
			exactScoreBonus: 3,
			points: 7,
		});
	});

	it('knows no goal difference of draws when bonuses are alternatives', () => {
		expect(scorePrediction({ home: 2, away: 2 }, { home: 0, away: 0 }, QUOTAS, 'alternative').points).toBe(5);
		expect(scorePrediction({ home: 0, away: 0 }, { home: 0, away: 0 }, QUOTAS, 'alternative').points).toBe(
			5 + 3,
		);
	});

	it('agrees with the tiers of the rule for all scores up to 6:6', () => {
		for (const [home, away, resultHome, resultAway] of fourGoals(6)) {
			const prediction = { home, away };
			const result = { home: resultHome, away: resultAway };
			for (const rule of ['additive', 'alternative'] as const) {
				const tier = tierOf(home, away, resultHome, resultAway);
				const drawn = resultHome === resultAway;
				const bonus = {
					wrong: 0,
					tendency: 0,
					difference: rule === 'alternative' && drawn ? 0 : 1,
					exact: rule === 'additive' ? 4 : 3,
				}[tier];
				const expected = tier === 'wrong' ? 0 : QUOTAS[tendencyOf(result)] + bonus;
				const scored = scorePrediction(prediction, result, QUOTAS, rule);
				expect(scored.points, `${rule} ${home}:${away} for ${resultHome}:${resultAway}`).toBe(expected);
				expect(scored.tendencyPoints + scored.goalDifferenceBonus + scored.exactScoreBonus).toBe(expected);
			}
		}
	});

	it('gives 10 points at most with the default quotas', () => {
		const most = quotas({ home: 0, draw: 21, away: 21 }, DEFAULT_RANGE);
		expect(scorePrediction(result, result, most, 'additive').points).toBe(10);
	});
});

describe('scoreThatCounts', () => {
	const afterExtraTime = { homeFullTime: 1, awayFullTime: 1, homeExtraTime: 2, awayExtraTime: 1 };
	const withoutExtraTime = { homeFullTime: 3, awayFullTime: 0, homeExtraTime: null, awayExtraTime: null };

	it('takes 90 minutes or extra time, as the competition says', () => {
		expect(scoreThatCounts(afterExtraTime, 'ninety_minutes')).toEqual({ home: 1, away: 1 });
		expect(scoreThatCounts(afterExtraTime, 'after_extra_time')).toEqual({ home: 2, away: 1 });
	});

	it('takes 90 minutes where no extra time was played', () => {
		expect(scoreThatCounts(withoutExtraTime, 'after_extra_time')).toEqual({ home: 3, away: 0 });
	});

	it('knows no score of a match without one', () => {
		const unknown = { homeFullTime: null, awayFullTime: null, homeExtraTime: null, awayExtraTime: null };
		expect(scoreThatCounts(unknown, 'ninety_minutes')).toBeNull();
		expect(scoreThatCounts(unknown, 'after_extra_time')).toBeNull();
	});
});

/**
 * The quota found by trying every whole number of the range against the formula, multiplied out so that
 * it stays in whole numbers: the nearest one, the upper of two that are equally near.
 */
function nearestQuota(
	withTendency: number,
	counted: number,
	{ min, max }: { min: number; max: number },
): number {
	if (withTendency === 0) return max;
	const scale = BigInt(10 * withTendency);
	const exact = BigInt(max * counted) - BigInt(max * withTendency) + BigInt(min) * scale;
	let nearest = min;
	for (let candidate = min; candidate <= max; candidate++) {
		if (distance(BigInt(candidate) * scale, exact) <= distance(BigInt(nearest) * scale, exact))
			nearest = candidate;
	}
	return nearest;
}

function distance(a: bigint, b: bigint): bigint {
	return a > b ? a - b : b - a;
}

function* fourGoals(most: number): Generator<[number, number, number, number]> {
	const side = most + 1;
	for (let n = 0; n < side ** 4; n++) {
		yield [
			n % side,
			Math.floor(n / side) % side,
			Math.floor(n / side ** 2) % side,
			Math.floor(n / side ** 3),
		];
	}
}

function tierOf(home: number, away: number, resultHome: number, resultAway: number) {
	if (home === resultHome && away === resultAway) return 'exact';
	if (home - resultHome === away - resultAway) return 'difference';
	const sameWinner = (home > away && resultHome > resultAway) || (home < away && resultHome < resultAway);
	return sameWinner ? 'tendency' : 'wrong';
}
