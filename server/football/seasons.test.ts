import { describe, expect, it } from 'vitest';
import { isSeason, seasonStart, seasonsAround, splitSeason } from './seasons.ts';

describe('splitSeason', () => {
	it.each([
		['English Premier League 2024/25', 'English Premier League', '2024-25'],
		['Deutsche Bundesliga 1999/2000', 'Deutsche Bundesliga', '1999-00'],
		['Colombia Primera A 2025', 'Colombia Primera A', '2025'],
		['Australia | A-League 2024-25', 'Australia | A-League', '2024-25'],
		['2024/25', '', '2024-25'],
		['Serie A', 'Serie A', null],
	])('%s', (name, title, season) => {
		expect(splitSeason(name)).toEqual({ title, season });
	});
});

describe('isSeason', () => {
	it.each(['2024-25', '2025'])('%s is', (name) => expect(isSeason(name)).toBe(true));
	it.each(['en', '2024-2025', '20245', '2024-25.bak', ''])('%j is not', (name) =>
		expect(isSeason(name)).toBe(false),
	);
});

describe('seasonsAround', () => {
	it('covers both forms, this season and the one before', () => {
		expect(seasonsAround('2025-05-25')).toEqual(['2023-24', '2024', '2024-25', '2025', '2025-26']);
		expect(seasonsAround('2000-01-02')).toEqual(['1998-99', '1999', '1999-00', '2000', '2000-01']);
	});
});

describe('seasonStart', () => {
	it.each([
		['2026-11-23', '2026-08-15'],
		['2026-07-31', '2025-08-16'],
		['2025-08-16', '2025-08-16'],
		['2027-02-01', '2026-08-15'],
	])('%s lies in the season that started on %s', (date, start) => {
		expect(seasonStart(date)).toBe(start);
	});
});
