import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earned, nearestQuota } from './kicktipp.fixture.ts';
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

	it.each([
		{ withTendency: 6, counted: 11, exactly: 2.5, worth: 3 },
		{ withTendency: 30, counted: 55, exactly: 2.5, worth: 3 },
		{ withTendency: 12, counted: 42, exactly: 3.5, worth: 4 },
		{ withTendency: 6, counted: 31, exactly: 4.5, worth: 5 },
		{ withTendency: 6, counted: 41, exactly: 5.5, worth: 6 },
	])(
		'rounds a half up: $withTendency of $counted are exactly $exactly',
		({ withTendency, counted, worth }) => {
			const counts = { home: withTendency, draw: counted - withTendency, away: 0 };
			expect(quotas(counts, DEFAULT_RANGE).home).toBe(worth);
		},
	);

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

	it.each(['additive', 'alternative'] as const)('agrees with the tiers of the %s rule up to 6:6', (rule) => {
		for (const [home, away, resultHome, resultAway] of fourGoals(6)) {
			const prediction = { home, away };
			const result = { home: resultHome, away: resultAway };
			expect(
				scorePrediction(prediction, result, QUOTAS, rule),
				`${home}:${away} for ${resultHome}:${resultAway}`,
			).toEqual(earned(prediction, result, QUOTAS[tendencyOf(result)], rule));
		}
	});

	it('gives the same as the rule once more, whoever predicted what, up to 60 of them', () => {
		const goals = fc.nat(9);
		const score = fc.record({ home: goals, away: goals });
		const range = fc.record({ min: fc.integer({ min: 1, max: 9 }), width: fc.nat(9) });
		fc.assert(
			fc.property(
				fc.array(score, { minLength: 1, maxLength: 60 }),
				score,
				range,
				fc.constantFrom('additive' as const, 'alternative' as const),
				(predictions, result, { min, width }, rule) => {
					const limits = { min, max: min + width };
					const count = (sign: number) =>
						predictions.filter(({ home, away }) => Math.sign(home - away) === sign).length;
					const worth = quotas({ home: count(1), draw: count(0), away: count(-1) }, limits);
					const right = count(Math.sign(result.home - result.away));
					const quota = nearestQuota(right, predictions.length, limits);
					for (const prediction of predictions) {
						expect(scorePrediction(prediction, result, worth, rule)).toEqual(
							earned(prediction, result, quota, rule),
						);
					}
				},
			),
		);
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
