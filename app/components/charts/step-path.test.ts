import { expect, it } from 'vitest';
import { stepPaths } from './step-path.ts';

const span = { from: 0, to: 1_000 };

it('holds each value until the next one, and the last until the end', () => {
	const points = [
		{ at: 0, percentage: 100 },
		{ at: 400, percentage: 75 },
	];
	expect(stepPaths(points, span)).toEqual({
		line: 'M0 0H400L400 25H1000',
		below: 'M0 0H400L400 25H1000V100H0Z',
		above: 'M0 0H400L400 25H1000V0H0Z',
	});
});

it('breaks where there was nothing to measure', () => {
	const points = [
		{ at: 0, percentage: 50 },
		{ at: 200, percentage: null },
		{ at: 600, percentage: 100 },
	];
	expect(stepPaths(points, span).below).toBe('M0 50H200V100H0ZM600 0H1000V100H600Z');
});

it('draws nothing of nothing, and a single moment within the box', () => {
	expect(stepPaths([], span)).toEqual({ line: '', below: '', above: '' });
	expect(stepPaths([{ at: 0, percentage: null }], span).line).toBe('');
	expect(stepPaths([{ at: 5, percentage: 100 }], { from: 5, to: 5 }).line).toBe('M0 0H0');
	expect(stepPaths([{ at: 2_000, percentage: 100 }], span).line).toBe('M1000 0H1000');
});
