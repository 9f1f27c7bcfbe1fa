import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY, HOUR } from '../../clock.ts';
import { unitsWithin } from './units.ts';

const told = (from: string, to: string) => {
	const { units, rest } = unitsWithin({ from: new Date(from), to: new Date(to) });
	return {
		units: units.map(({ unit, from, to }) => [
			unit,
			from.toISOString().slice(0, 10),
			to.toISOString().slice(0, 10),
		]),
		rest: rest.map(({ from, to }) => [from.toISOString().slice(0, 13), to.toISOString().slice(0, 13)]),
	};
};

it('takes the largest units that fit in', () => {
	expect(told('1800-01-01', '2500-01-01')).toEqual({
		units: [['decade', '1800-01-01', '2500-01-01']],
		rest: [],
	});
	expect(told('2025-11-29T18:00Z', '2030-01-02T06:00Z')).toEqual({
		units: [
			['year', '2026-01-01', '2030-01-01'],
			['month', '2025-12-01', '2026-01-01'],
			['day', '2025-11-30', '2025-12-01'],
			['day', '2030-01-01', '2030-01-02'],
		],
		rest: [
			['2025-11-29T18', '2025-11-30T00'],
			['2030-01-02T00', '2030-01-02T06'],
		],
	});
	expect(told('2025-11-29T06:00Z', '2025-11-29T18:00Z')).toEqual({
		units: [],
		rest: [['2025-11-29T06', '2025-11-29T18']],
	});
	expect(told('2025-11-29', '2025-11-29')).toEqual({ units: [], rest: [] });
});

it('leaves nothing out, takes nothing twice, and of days with a part missing no more than two', () => {
	const time = fc.date({ min: new Date('1969-01-01'), max: new Date('2061-01-01'), noInvalidDate: true });
	fc.assert(
		fc.property(
			time,
			fc.oneof(fc.nat(60 * DAY), fc.nat(40 * 366 * DAY), fc.nat(3 * HOUR)),
			(from, length) => {
				const to = new Date(from.getTime() + length);
				const { units, rest } = unitsWithin({ from, to });
				const parts = [...units, ...rest].toSorted((a, b) => a.from.getTime() - b.from.getTime());
				expect(parts.every((part) => part.from < part.to)).toBe(true);
				const ends = [from, ...parts.map((part) => part.to)].map(Number);
				const begins = [...parts.map((part) => part.from), to].map(Number);
				expect(ends).toEqual(begins);
				for (const part of rest)
					expect(part.to.getTime() - part.from.getTime()).toBeLessThan(units.length > 0 ? DAY : 2 * DAY);
			},
		),
	);
});
