import { expect, it } from 'vitest';
import { clockTicks } from './clock-ticks.ts';

const from = Date.parse('2025-03-01T11:20:00Z');
const to = Date.parse('2025-03-02T11:20:00Z');
const labels = (timeZone: string) => clockTicks(from, to, timeZone).map(({ label }) => label);

it('marks every sixth hour of the clocks on the wall, also where they differ by a part of an hour', () => {
	expect(labels('UTC')).toEqual(['18:00', '00:00', '06:00']);
	// 12:00 is too near to the end.
	expect(labels('Europe/Berlin')).toEqual(['18:00', '00:00', '06:00']);
	expect(labels('Asia/Kathmandu')).toEqual(['18:00', '00:00', '06:00', '12:00']);
	expect(clockTicks(from, to, 'UTC')[0]?.share).toBeCloseTo(400 / 1_440);
});

it('has nothing to mark in no time', () => {
	expect(clockTicks(from, from, 'UTC')).toEqual([]);
});
