import { describe, expect, it } from 'vitest';
import { marginSeries, marginSummary } from './margin-data.ts';

const days = [
	{ day: '2025-05-01', margin: { p50: 1_500, p5: 900 } },
	{ day: '2025-05-01', margin: { p50: 1_200, p5: 1_000 } },
	{ day: '2025-05-03', margin: null },
	{ day: '2025-05-04', margin: { p50: 1_740, p5: 1_710 } },
];

describe('marginSeries', () => {
	it('tells the least margin of each day in minutes, and leaves a hole where nothing was served', () => {
		expect(marginSeries(days)).toEqual([
			{ at: Date.parse('2025-05-01'), p50: 20, p5: 15 },
			{ at: Date.parse('2025-05-02'), p50: null, p5: null },
			{ at: Date.parse('2025-05-03'), p50: null, p5: null },
			{ at: Date.parse('2025-05-04'), p50: 29, p5: 28.5 },
		]);
	});

	it('is empty without a day', () => {
		expect(marginSeries([])).toEqual([]);
	});
});

describe('marginSummary', () => {
	it('tells of the last day and of the least margin', () => {
		expect(marginSummary(marginSeries(days))).toBe(
			'On the last day with matches the predictions were there 29 min before kick-off (median); the least margin was 15 min (p5), on 2025-05-01.',
		);
	});

	it('has nothing to tell where nothing was served in time', () => {
		expect(marginSummary(marginSeries([{ day: '2025-05-01', margin: null }]))).toMatch(/no margin/);
		expect(marginSummary([])).toMatch(/no margin/);
	});
});
