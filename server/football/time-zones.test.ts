import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayBounds, localDate, zonedTime } from './time-zones.ts';

const utc = (date: string, time: string, timeZone: string) => zonedTime(date, time, timeZone).toISOString();

/** What a clock on the wall shows; not by the code under test. */
const localTime = (at: Date, timeZone: string) =>
	at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });

describe('zonedTime', () => {
	it('follows summer and winter time', () => {
		expect(utc('2025-05-25', '16:00', 'Europe/London')).toBe('2025-05-25T15:00:00.000Z');
		expect(utc('2025-01-25', '16:00', 'Europe/London')).toBe('2025-01-25T16:00:00.000Z');
	});

	it('moves a skipped time forward by the gap', () => {
		expect(utc('2025-03-30', '00:59', 'Europe/London')).toBe('2025-03-30T00:59:00.000Z');
		expect(utc('2025-03-30', '01:30', 'Europe/London')).toBe('2025-03-30T01:30:00.000Z');
		expect(utc('2025-03-30', '02:30', 'Europe/London')).toBe('2025-03-30T01:30:00.000Z');
	});

	it('takes the earlier of a repeated time', () => {
		expect(utc('2025-10-26', '01:30', 'Europe/London')).toBe('2025-10-26T00:30:00.000Z');
		expect(utc('2025-10-26', '02:00', 'Europe/London')).toBe('2025-10-26T02:00:00.000Z');
	});

	it.each([
		['2025-03-30', 'Europe/Berlin', '2025-03-30T01:30:00.000Z'],
		['2025-03-09', 'America/New_York', '2025-03-09T07:30:00.000Z'],
		['2025-10-05', 'Australia/Sydney', '2025-10-04T16:30:00.000Z'],
	])('takes 02:30 for 03:30 on %s in %s, where it does not exist', (date, zone, expected) => {
		expect(utc(date, '02:30', zone)).toBe(expected);
		expect(utc(date, '03:30', zone)).toBe(expected);
	});

	it.each([
		['2025-10-26', 'Europe/Berlin', '2025-10-26T00:30:00.000Z'],
		['2025-04-06', 'Australia/Sydney', '2025-04-05T15:30:00.000Z'],
	])('takes the earlier 02:30 on %s in %s, where there are two', (date, zone, expected) => {
		expect(utc(date, '02:30', zone)).toBe(expected);
		const hourLater = new Date(Date.parse(expected) + 3_600_000);
		expect(localTime(hourLater, zone)).toBe('02:30');
	});

	it('crosses midnight and the year where UTC does', () => {
		expect(utc('2025-05-03', '20:30', 'America/Bogota')).toBe('2025-05-04T01:30:00.000Z');
		expect(utc('2025-12-31', '21:00', 'America/Sao_Paulo')).toBe('2026-01-01T00:00:00.000Z');
		expect(utc('2026-01-01', '00:00', 'Europe/Berlin')).toBe('2025-12-31T23:00:00.000Z');
	});

	it('takes an offset for a zone', () => {
		expect(utc('2026-06-28', '12:00', '-07:00')).toBe('2026-06-28T19:00:00.000Z');
	});

	it.each([
		['2025-02-30', '15:00', 'Europe/London'],
		['2025-02-20', '25:00', 'Europe/London'],
		['2025-02-20', '15:00', 'Europe/Atlantis'],
	])('refuses %s %s %s', (date, time, timeZone) => {
		expect(() => zonedTime(date, time, timeZone)).toThrow(RangeError);
	});
});

describe('localDate', () => {
	it('is the date on the wall, not that of UTC', () => {
		expect(localDate(new Date('2025-05-04T01:30:00Z'), 'America/Bogota')).toBe('2025-05-03');
		expect(localDate(new Date('2025-12-31T23:00:00Z'), 'Europe/Berlin')).toBe('2026-01-01');
	});

	it('gives back the date that a time after 03:00 was made from, on every day', () => {
		const zones = fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Sydney', 'Asia/Tokyo');
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 3650 }),
				fc.integer({ min: 3, max: 23 }),
				zones,
				(day, hour, zone) => {
					const date = new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10);
					expect(localDate(zonedTime(date, `${String(hour).padStart(2, '0')}:15`, zone), zone)).toBe(date);
				},
			),
		);
	});
});

describe('dayBounds', () => {
	it.each([
		['2025-05-25', '2025-05-24T23:00:00.000Z', '2025-05-25T23:00:00.000Z'],
		['2025-03-30', '2025-03-30T00:00:00.000Z', '2025-03-30T23:00:00.000Z'],
		['2025-10-26', '2025-10-25T23:00:00.000Z', '2025-10-27T00:00:00.000Z'],
	])('%s in London', (date, start, end) => {
		expect(dayBounds(date, 'Europe/London')).toEqual({ start: new Date(start), end: new Date(end) });
	});

	it('begins after midnight where the clocks go forward then', () => {
		expect(dayBounds('2025-09-07', 'America/Santiago').start).toEqual(new Date('2025-09-07T04:00:00Z'));
	});

	it('agrees with localDate at both ends', () => {
		const zones = fc.constantFrom('Europe/London', 'America/Santiago', 'Australia/Sydney', 'Africa/Cairo');
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 3650 }), zones, (day, zone) => {
				const date = new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10);
				const { start, end } = dayBounds(date, zone);
				const dates = [start.getTime() - 1, start.getTime(), end.getTime() - 1, end.getTime()].map((at) =>
					localDate(new Date(at), zone),
				);
				expect(dates.map((other) => other === date)).toEqual([false, true, true, false]);
			}),
		);
	});
});
