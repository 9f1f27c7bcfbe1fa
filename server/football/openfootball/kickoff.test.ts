import { describe, expect, it } from 'vitest';
import { parseKickoff } from './kickoff.ts';
import { UnusableMatch } from './unusable-match.ts';

const at = (time: string) => parseKickoff('2025-06-14', time, 'Europe/London').kickoffAt.toISOString();

describe('parseKickoff', () => {
	it.each([
		['20:00', '2025-06-14T19:00:00.000Z'],
		['9:30', '2025-06-14T08:30:00.000Z'],
		['20:00 UTC+1', '2025-06-14T19:00:00.000Z'],
		['20:00 UTC-7', '2025-06-15T03:00:00.000Z'],
		['20:00 UTC−7', '2025-06-15T03:00:00.000Z'],
		['00:30 UTC+10', '2025-06-13T14:30:00.000Z'],
		['20:00 UTC+5:30', '2025-06-14T14:30:00.000Z'],
		['20:00 GMT+0530', '2025-06-14T14:30:00.000Z'],
		['20:00 UTC', '2025-06-14T20:00:00.000Z'],
		['20:00 UTC±0', '2025-06-14T20:00:00.000Z'],
		['20:45 CET', '2025-06-14T19:45:00.000Z'],
		['20:45 CEST', '2025-06-14T18:45:00.000Z'],
	])('%s', (time, expected) => {
		expect(at(time)).toBe(expected);
	});

	it('takes three in the afternoon for a missing time, and says that it is not confirmed', () => {
		expect(parseKickoff('2025-06-14', '', 'Europe/London')).toEqual({
			kickoffAt: new Date('2025-06-14T14:00:00Z'),
			kickoffConfirmed: false,
		});
		expect(parseKickoff('2025-06-14', '15:00', 'Europe/London').kickoffConfirmed).toBe(true);
	});

	it.each(['24:00', '20:60', '8pm', 'TBD', '20:00 XYZ', '20:00 UTC+15', '20:00 UTC+', '20'])(
		'refuses "%s"',
		(time) => {
			expect(() => at(time)).toThrow(UnusableMatch);
		},
	);
});
