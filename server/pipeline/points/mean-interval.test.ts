import { describe, expect, it } from 'vitest';
import { meanInterval, studentT } from './mean-interval.ts';

describe('studentT', () => {
	it.each([
		[9, 2.262],
		[29, 2.045],
		[99, 1.984],
		[100_000, 1.96],
	])('is the value of the tables for %i degrees of freedom', (degrees, value) => {
		expect(studentT(degrees)).toBeCloseTo(value, 2.5);
	});
});

describe('meanInterval', () => {
	it('lies about the mean, and not below zero', () => {
		expect(meanInterval(sumsOf([0, 0, 0, 0, 0, 3, 4, 7, 10, 6]))).toEqual({
			low: expect.closeTo(0.388, 3),
			high: expect.closeTo(5.612, 3),
		});
		expect(meanInterval(sumsOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 9]))?.low).toBe(0);
	});

	it('is not known of few values, nor of values that are all the same', () => {
		expect(meanInterval(sumsOf([1, 2, 3]))).toBeNull();
		expect(meanInterval(sumsOf(Array.from({ length: 40 }, () => 3)))).toBeNull();
	});

	// What a tendency that is worth 2, 3 or 5, a goal difference and an exact score come to, and how often.
	const POINTS = [0, 0, 0, 0, 0, 0, 2, 2, 2, 3, 3, 3, 4, 5, 6, 7];
	const MEAN = POINTS.reduce((sum, points) => sum + points, 0) / POINTS.length;

	it.each([10, 38, 380])('holds the true mean of %i such points about 95 times of 100', (count) => {
		const random = generator(count);
		const draw = () => POINTS[Math.floor(random() * POINTS.length)] ?? 0;
		const ROUNDS = 4_000;
		let held = 0;
		for (let round = 0; round < ROUNDS; round += 1) {
			const interval = meanInterval(sumsOf(Array.from({ length: count }, draw)));
			if (interval && interval.low <= MEAN && MEAN <= interval.high) held += 1;
		}
		expect(held / ROUNDS).toBeGreaterThan(0.935);
		expect(held / ROUNDS).toBeLessThan(0.965);
	});
});

function sumsOf(values: number[]) {
	return {
		count: values.length,
		sum: values.reduce((sum, value) => sum + value, 0),
		squares: values.reduce((sum, value) => sum + value ** 2, 0),
	};
}

/** The same numbers every time: mulberry32. */
function generator(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
