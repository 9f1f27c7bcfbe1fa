import { describe, expect, it } from 'vitest';
import { formatClock, formatDay, formatRelative, formatTime } from './format.ts';

const KICKOFF = new Date('2025-05-25T15:00:00Z');

describe('times', () => {
	it('are written in the operator’s zone', () => {
		expect(formatTime(KICKOFF, 'UTC')).toBe('Sun 25 May 15:00');
		expect(formatTime(KICKOFF, 'Europe/Berlin')).toBe('Sun 25 May 17:00');
		expect(formatClock(KICKOFF, 'Asia/Kolkata')).toBe('20:30');
		expect(formatDay(KICKOFF, 'Pacific/Auckland')).toBe('Mon 26 May');
	});

	it('write midnight as 00:00', () => {
		expect(formatTime(new Date('2025-09-01T00:00:00Z'), 'UTC')).toBe('Mon 1 Sep 00:00');
	});
});

describe('formatRelative', () => {
	it.each([
		['2025-05-25T14:48:00Z', 'in 12 min'],
		['2025-05-25T14:48:30Z', 'in 11 min'],
		['2025-05-25T14:59:30Z', 'now'],
		['2025-05-25T15:00:59Z', 'now'],
		['2025-05-25T15:01:00Z', '1 min ago'],
		['2025-05-25T12:30:00Z', 'in 2 h 30 min'],
		['2025-05-25T12:00:00Z', 'in 3 h'],
		['2025-05-24T15:00:00Z', 'in 24 h'],
		['2025-05-28T15:00:00Z', '3 days ago'],
	])('at %s says "%s"', (now, words) => {
		expect(formatRelative(KICKOFF, new Date(now))).toBe(words);
	});
});
