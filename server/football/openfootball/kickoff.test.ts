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

	it.each([
		['Europe/London', '2025-06-14T19:00:00.000Z'],
		['Europe/Berlin', '2025-06-14T18:00:00.000Z'],
		['America/New_York', '2025-06-15T00:00:00.000Z'],
		['America/Bogota', '2025-06-15T01:00:00.000Z'],
		['Asia/Tokyo', '2025-06-14T11:00:00.000Z'],
		['Australia/Sydney', '2025-06-14T10:00:00.000Z'],
	])("takes 20:00 by the league's own zone, %s", (zone, expected) => {
		expect(parseKickoff('2025-06-14', '20:00', zone).kickoffAt.toISOString()).toBe(expected);
	});

	it.each([
		['2025-03-30', '2025-03-30T13:00:00.000Z'],
		['2025-10-26', '2025-10-26T14:00:00.000Z'],
		['2025-12-31', '2025-12-31T14:00:00.000Z'],
	])('means three by the clock on the wall, also on %s when the clocks change', (date, expected) => {
		expect(parseKickoff(date, '', 'Europe/Berlin')).toEqual({
			kickoffAt: new Date(expected),
			kickoffConfirmed: false,
		});
	});

	it('knows which of two 02:30 is meant when the source names the zone', () => {
		const twice = (time: string) => parseKickoff('2025-10-26', time, 'Europe/Berlin').kickoffAt.toISOString();
		expect(twice('02:30')).toBe(twice('02:30 CEST'));
		expect(twice('02:30 CET')).toBe('2025-10-26T01:30:00.000Z');
	});

	it.each(['24:00', '20:60', '8pm', 'TBD', '20:00 XYZ', '20:00 UTC+15', '20:00 UTC+', '20'])(
		'refuses "%s"',
		(time) => {
			expect(() => at(time)).toThrow(UnusableMatch);
		},
	);
});
