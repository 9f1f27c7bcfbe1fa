import { expect, it } from 'vitest';
import type { CallCounts } from '../../../server/history/model-health.ts';
import { countsInWords, healthSummary, healthViews } from './health-cells.ts';

const counts = (given: Partial<CallCounts>): CallCounts => ({
	...{ answered: 0, unusable: 0, rate_limited: 0, refused: 0, failed: 0 },
	...given,
});
const at = (hour: number) => new Date(Date.UTC(2025, 4, 1, hour));

it('has a cell for each quarter, with a sign for what is wrong most', () => {
	const views = healthViews(
		[at(0), at(6), at(12), at(18)],
		[
			{ at: at(6), counts: counts({ answered: 99, unusable: 1 }) },
			{ at: at(12), counts: counts({ answered: 5, refused: 4, failed: 1 }) },
			{ at: at(18), counts: counts({ rate_limited: 3 }) },
		],
	);
	expect(views.map(({ tone, mark, percentage }) => [tone, mark, percentage])).toEqual([
		['quiet', '', null],
		['good', '', 99],
		['bad', '×', 50],
		['quiet', '', null],
	]);
	expect(views.map(({ words }) => words)).toEqual([
		'2025-05-01 00:00 UTC: no call',
		'2025-05-01 06:00 UTC: 99 %, 99 of 100 calls answered, 1 no score in the reply',
		'2025-05-01 12:00 UTC: 50 %, 5 of 10 calls answered, 1 not reached, 4 refused',
		'2025-05-01 18:00 UTC: 3 more rate-limited',
	]);
});

it('is summed up in a sentence', () => {
	const fine = { name: 'Fine', health: [{ at: at(0), counts: counts({ answered: 90 }) }] };
	const poor = { name: 'Poor', health: [{ at: at(0), counts: counts({ answered: 2, failed: 8 }) }] };
	expect(healthSummary([])).toBe('No model was asked in the last 7 days.');
	expect(healthSummary([fine])).toMatch(/^100 % of 90 calls .* at least 90 %\.$/);
	expect(healthSummary([fine, poor])).toBe(
		'92 % of 100 calls in the last 7 days were answered; 1 model answered fewer than 90 %, the least Poor with 20 %.',
	);
	expect(countsInWords(counts({}))).toBe('no call');
});
