import { expect, it } from 'vitest';
import { rankRanges } from './rank-ranges.ts';

it('puts those in an order whose intervals do not overlap, and the others in none', () => {
	expect(
		rankRanges([
			{ low: 3, high: 4 },
			{ low: 2, high: 2.9 },
			{ low: 1.5, high: 2.5 },
			{ low: 0, high: 1 },
			null,
		]),
	).toEqual([
		{ best: 1, worst: 2 },
		{ best: 2, worst: 4 },
		{ best: 2, worst: 4 },
		{ best: 4, worst: 5 },
		{ best: 1, worst: 5 },
	]);
});
