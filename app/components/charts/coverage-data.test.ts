import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CoveragePoint } from '../../../server/history/coverage-history.ts';
import { coverageRows, coverageSeries, coverageSummary } from './coverage-data.ts';

const START = Date.parse('2025-05-25T08:00:00Z');

/** One snapshot per minute. */
function history(counts: [covered: number, matches: number][]): CoveragePoint[] {
	return counts.map(([covered, matches], minute) => {
		const count = { covered, matches };
		const byStage = { analysis: count, lineups: count, predictions: count, live: count, settlement: count };
		return { at: new Date(START + minute * 60_000), covered, matches, byStage, atRisk: 0 };
	});
}

describe('coverageSeries', () => {
	it('gives percentages, and null where there was no match', () => {
		const series = coverageSeries(
			history([
				[10, 10],
				[2, 3],
				[0, 0],
			]),
		);
		expect(series.map(({ percentage }) => percentage)).toEqual([100, 66.7, null]);
	});

	it('never loses the lowest point, and never gives more than it may', () => {
		const counts = fc.array(
			fc.nat({ max: 9 }).chain((matches) => fc.tuple(fc.nat({ max: matches }), fc.constant(matches))),
			{ minLength: 1, maxLength: 60 },
		);
		fc.assert(
			fc.property(counts, fc.integer({ min: 1, max: 20 }), (all, most) => {
				const lowest = (points: { percentage: number | null }[]) =>
					Math.min(...points.flatMap(({ percentage }) => percentage ?? []));
				const thinned = coverageSeries(history(all), most);
				expect(thinned.length).toBeLessThanOrEqual(most);
				expect(lowest(thinned)).toBe(lowest(coverageSeries(history(all), 1_000)));
			}),
		);
	});
});

describe('coverageRows', () => {
	it('keeps the worst of each hour, at the full hour', () => {
		const counts = Array.from({ length: 90 }, (_, minute): [number, number] => [minute === 30 ? 4 : 8, 8]);
		expect(coverageRows(history(counts))).toEqual([
			{ at: START, percentage: 50, covered: 4, matches: 8 },
			{ at: START + 3_600_000, percentage: 100, covered: 8, matches: 8 },
		]);
	});

	it.each([
		[7, 28],
		[30, 30],
		[365, 53],
	])('tells %i days in few rows, with the worst of all', (days, rows) => {
		const six = Array.from({ length: days * 4 }, (_, index) => ({
			at: new Date(Date.parse('2025-05-26T00:00:00Z') + index * 6 * 3_600_000),
			matches: 10,
			covered: index === 17 ? 3 : 10,
		}));
		const told = coverageRows(six);
		expect(told.length).toBeLessThanOrEqual(rows);
		expect(told.map(({ percentage }) => percentage)).toContain(30);
	});
});

describe('coverageSummary', () => {
	it.each<[string, [number, number][], string]>([
		['no snapshot', [], 'Coverage has not been measured yet.'],
		['no match', [[0, 0]], 'There was no match to cover.'],
		[
			'all covered',
			[
				[3, 3],
				[3, 3],
			],
			'Every match was covered at every measurement; 100 % at the last one.',
		],
		[
			'a dip',
			[
				[4, 4],
				[1, 4],
				[4, 4],
			],
			'At the lowest measurement 25 % of the matches were covered; 100 % at the last one.',
		],
		[
			'the day is over',
			[
				[4, 4],
				[0, 0],
			],
			'Every match was covered at every measurement; there was no match at the last one.',
		],
	])('%s', (_, counts, sentence) => {
		expect(coverageSummary(history(counts))).toBe(sentence);
	});
});
