import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { doubleRoundRobin } from './schedule.ts';

describe('doubleRoundRobin', () => {
	const leagues = fc.record({
		clubs: fc
			.integer({ min: 1, max: 12 })
			.map((half) => Array.from({ length: 2 * half }, (_, index) => `club ${index}`)),
		seed: fc.string(),
	});

	it('has everyone meet everyone at home and away, once', () => {
		fc.assert(
			fc.property(leagues, ({ clubs, seed }) => {
				const pairs = doubleRoundRobin(clubs, seededRandom(seed)).flat();
				const expected = clubs.flatMap((home) =>
					clubs.filter((away) => away !== home).map((away) => `${home} v ${away}`),
				);
				expect(pairs.map(({ home, away }) => `${home} v ${away}`).sort()).toEqual(expected.sort());
			}),
		);
	});

	it('has every club play once on every matchday', () => {
		fc.assert(
			fc.property(leagues, ({ clubs, seed }) => {
				const matchdays = doubleRoundRobin(clubs, seededRandom(seed));
				expect(matchdays).toHaveLength(2 * (clubs.length - 1));
				for (const pairs of matchdays)
					expect(pairs.flatMap(({ home, away }) => [home, away]).sort()).toEqual([...clubs].sort());
			}),
		);
	});

	it('does not keep a club at home, or away, for more than three matchdays', () => {
		fc.assert(
			fc.property(leagues, ({ clubs, seed }) => {
				const matchdays = doubleRoundRobin(clubs, seededRandom(seed));
				for (const club of clubs) {
					const sides = matchdays
						.map((pairs) => (pairs.some(({ home }) => home === club) ? 'h' : 'a'))
						.join('');
					expect(sides).not.toMatch(/hhhh|aaaa/);
				}
			}),
		);
	});

	it('wants an even number of clubs', () => {
		expect(() => doubleRoundRobin(['a', 'b', 'c'], seededRandom(''))).toThrow(RangeError);
	});
});
