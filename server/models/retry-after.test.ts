import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const DATE = 'Sun, 25 May 2025 14:00:00 GMT';

it.each([
	['seconds', '7', 7_000],
	['parts of a second', '0.5', 500],
	['a date', 'Sun, 25 May 2025 14:00:09 GMT', 9_000],
	['nothing', undefined, 5_000],
	['words', 'soon', 5_000],
	['an absurd number', '1e9', 5_000],
	['zero', '0', 250],
	['a past date', 'Sun, 25 May 2025 13:00:00 GMT', 250],
	['a day', '86400', 300_000],
	['a date next week', 'Sun, 01 Jun 2025 14:00:00 GMT', 300_000],
])('waits for %s', (_, header, wait) => {
	expect(retryAfterMs(header, DATE)).toBe(wait);
});

it('cannot tell how far a date is when the response has none', () => {
	expect(retryAfterMs('Sun, 25 May 2025 14:00:09 GMT', undefined)).toBe(5_000);
});
