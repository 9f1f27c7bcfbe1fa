import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreSpread } from './score-spread.ts';

describe('scoreSpread', () => {
	it('counts scores and tendencies', () => {
		const spread = scoreSpread([
			{ home: 2, away: 1 },
			{ home: 0, away: 0 },
			{ home: 2, away: 1 },
			{ home: 1, away: 3 },
		]);
		expect(spread).toMatchObject({ most: 2, home: 2, draw: 1, away: 1 });
		expect(spread.favourite).toEqual({ score: { home: 2, away: 1 }, predictions: 2 });
		expect(spread.cells[2]?.[1]).toBe(2);
		expect(spread.cells).toHaveLength(5);
	});

	it('gathers high scores in the last row and column', () => {
		const { cells } = scoreSpread([
			{ home: 6, away: 0 },
			{ home: 9, away: 0 },
			{ home: 0, away: 20 },
		]);
		expect(cells).toHaveLength(7);
		expect(cells[6]?.[0]).toBe(2);
		expect(cells[0]?.[6]).toBe(1);
	});

	it('has an empty grid without predictions', () => {
		expect(scoreSpread([])).toMatchObject({ most: 0, favourite: null });
	});

	it('loses no prediction', () => {
		const goals = fc.nat({ max: 20 });
		fc.assert(
			fc.property(fc.array(fc.record({ home: goals, away: goals })), (scores) => {
				const { cells, home, draw, away } = scoreSpread(scores);
				expect(cells.flat().reduce((sum, count) => sum + count, 0)).toBe(scores.length);
				expect(home + draw + away).toBe(scores.length);
			}),
		);
	});
});
