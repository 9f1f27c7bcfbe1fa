import { describe, expect, it } from 'vitest';
import { type JudgedPrediction, pointsOf } from './recompute-points.ts';

const RESULT = { homeScore: 2, awayScore: 1 };

function predict(home: number, away: number, retroactive = false): JudgedPrediction {
	return { predictedHome: home, predictedAway: away, retroactive, ...RESULT };
}

/** So many predictions of a home win that is neither exact nor by one goal, among 30. */
function amongThirty(homeWins: number): JudgedPrediction[] {
	return Array.from({ length: 30 }, (_, index) => (index < homeWins ? predict(3, 0) : predict(0, 2)));
}

describe('pointsOf', () => {
	it.each([
		[24, 2],
		[4, 6],
		[2, 6],
		[10, 3],
		[15, 3],
		[12, 3],
	])('gives %i of 30 with the right tendency %i points each', (right, points) => {
		const given = pointsOf(amongThirty(right));
		expect(given.slice(0, right)).toEqual(new Array(right).fill(points));
		expect(given.slice(right)).toEqual(new Array(30 - right).fill(0));
	});

	it('adds a point for the difference, and three more for the exact score', () => {
		const others = amongThirty(10).slice(2);
		expect(pointsOf([predict(2, 1), predict(1, 0), ...others]).slice(0, 3)).toEqual([7, 4, 3]);
	});

	it('counts predictions made on time only, unless there are none', () => {
		const late = Array.from({ length: 20 }, () => predict(3, 0, true));
		expect(pointsOf([...amongThirty(10), ...late])[0]).toBe(3);
		expect(pointsOf(late)[0]).toBe(2);
		expect(pointsOf([predict(0, 2), ...late]).at(-1)).toBe(6);
	});
});
