import { expect, it } from 'vitest';
import { percentile } from './statistics.ts';

it('takes the nearest rank', () => {
	const values = [50, 10, 30, 20, 40];
	expect(percentile(values, 0.5)).toBe(30);
	expect(percentile(values, 0.95)).toBe(50);
	expect(percentile(values, 0)).toBe(10);
	expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
	expect(percentile([7], 0.95)).toBe(7);
	expect(percentile([], 0.5)).toBeNull();
});
