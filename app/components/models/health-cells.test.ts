import { expect, it } from 'vitest';
import type { CallCounts } from '../../../server/history/model-health.ts';
import { countsInWords, healthSummary, healthView } from './health-cells.ts';

const counts = (given: Partial<CallCounts>): CallCounts => ({
	...{ answered: 0, unusable: 0, rate_limited: 0, refused: 0, failed: 0 },
	...given,
});

it('a quarter says how it is, and what is wrong most', () => {
	const cells = [
		null,
		counts({ answered: 99, unusable: 1 }),
		counts({ answered: 5, refused: 4, failed: 1 }),
		counts({ rate_limited: 3 }),
	];
	expect(cells.map(healthView)).toEqual([
		{ tone: 'quiet', trouble: null },
		{ tone: 'good', trouble: null },
		{ tone: 'bad', trouble: 'refused' },
		{ tone: 'quiet', trouble: null },
	]);
	expect(cells.map(countsInWords)).toEqual([
		'no call',
		'99 %, 99 of 100 calls answered, 1 without a score',
		'50 %, 5 of 10 calls answered, 1 not reached, 4 refused',
		'3 more rate-limited',
	]);
});

it('is summed up in a sentence', () => {
	const fine = { name: 'Fine', total: counts({ answered: 90 }) };
	const poor = { name: 'Poor', total: counts({ answered: 2, failed: 8 }) };
	expect(healthSummary([])).toBe('No model was asked in the last 7 days.');
	expect(healthSummary([fine])).toMatch(/^100 % of 90 calls .* at least 90 %\.$/);
	expect(healthSummary([fine, poor])).toBe(
		'92 % of 100 calls in the last 7 days were answered; 1 model answered fewer than 90 %, the least Poor with 20 %.',
	);
});
