import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsByCompetition, rowsByHour } from './coverage-rows.ts';

const at = (withinHours: number, matches: number, covered = matches) => ({ withinHours, matches, covered });

describe('rowsByHour', () => {
	it('tells the near hours apart and the far ones together, and leaves out what has no match', () => {
		expect(rowsByHour([at(1, 2, 1), at(2, 3), at(5, 1), at(13, 4), at(20, 4, 2)])).toEqual([
			{ label: 'within 1 h', matches: 2, covered: 1 },
			{ label: '1 to 2 h', matches: 3, covered: 3 },
			{ label: '4 to 6 h', matches: 1, covered: 1 },
			{ label: '12 to 20 h', matches: 8, covered: 6 },
		]);
		expect(rowsByHour([])).toEqual([]);
	});

	it('loses no match, however far ahead it is', () => {
		const hour = fc.record({
			withinHours: fc.integer({ min: 1, max: 720 }),
			matches: fc.integer({ min: 1, max: 50 }),
		});
		const hours = fc.uniqueArray(hour, { selector: ({ withinHours }) => withinHours });
		fc.assert(
			fc.property(hours, (known) => {
				const rows = rowsByHour(known.map(({ withinHours, matches }) => at(withinHours, matches)));
				const sum = (counts: { matches: number }[]) =>
					counts.reduce((total, { matches }) => total + matches, 0);
				expect(sum(rows)).toBe(sum(known));
			}),
		);
	});
});

it('has the competition with the most gaps first, the others as they came', () => {
	const rows = rowsByCompetition([
		{ id: 'a', name: 'A', matches: 9, covered: 9 },
		{ id: 'b', name: 'B', matches: 5, covered: 4 },
		{ id: 'c', name: 'C', matches: 9, covered: 1 },
		{ id: 'd', name: 'D', matches: 1, covered: 1 },
	]);
	expect(rows.map(({ label }) => label).join('')).toBe('CBAD');
});
