import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, shuffled } from './seeded-random.ts';

const draw = (seed: string, count: number) => Array.from({ length: count }, seededRandom(seed));

describe('seededRandom', () => {
	it('repeats for the same seed, within [0, 1)', () => {
		fc.assert(
			fc.property(fc.string(), (seed) => {
				const numbers = draw(seed, 50);
				expect(draw(seed, 50)).toEqual(numbers);
				expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
			}),
		);
	});

	it('differs for seeds that are close to each other', () => {
		const firsts = Array.from({ length: 1000 }, (_, index) => draw(`seed ${index}`, 1)[0]);
		expect(new Set(firsts).size).toBe(1000);
	});

	it('spreads evenly', () => {
		const tenths = new Array<number>(10).fill(0);
		for (const number of draw('spread', 20_000))
			tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1;
		for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
	});

	it('stays what it was, because stored replays rely on it', () => {
		expect(draw('touchline', 3)).toMatchInlineSnapshot(`
			[
			  0.536286517046392,
			  0.640392528148368,
			  0.8100662766955793,
			]
		`);
	});
});

describe('shuffled', () => {
	it('keeps every item and leaves the argument alone', () => {
		fc.assert(
			fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
				const before = [...items];
				const order = shuffled(items, seededRandom(seed));
				expect(items).toEqual(before);
				expect(order.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
			}),
		);
	});
});
