import { describe, expect, it } from 'vitest';
import { matchdayOf } from './matchday.ts';
import type { Fixture } from './source.ts';

const fixture = (kickoffAt: string, more: Partial<Fixture> = {}): Fixture => ({
	sourceKey: `co.1/2025/1/${more.home ?? 'A'}/B`,
	competition: 'co.1',
	season: '2025',
	round: '1',
	home: 'A',
	away: 'B',
	kickoffAt: new Date(kickoffAt),
	kickoffConfirmed: true,
	status: 'finished',
	minute: null,
	goals: { home: 1, away: 0 },
	fullTime: { home: 1, away: 0 },
	extraTime: null,
	...more,
});
const unplayed = { goals: null, fullTime: null };
const matchday = (fixtures: Fixture[], date: string) => matchdayOf({ fixtures }, 'America/Bogota', date);

describe('matchdayOf', () => {
	it('goes by the local date', () => {
		const late = fixture('2025-05-04T01:30:00Z', { home: 'Late' });
		const early = fixture('2025-05-04T15:00:00Z', { home: 'Early' });
		expect(matchday([late, early], '2025-05-03')).toEqual({ playable: [late], leftOut: [] });
		expect(matchday([late, early], '2025-05-04')).toEqual({ playable: [early], leftOut: [] });
	});

	it('leaves out what has no result, and keeps what needs none', () => {
		const at = '2025-05-03T20:00:00Z';
		const done = fixture(at);
		const postponed = fixture(at, { ...unplayed, home: 'P', status: 'postponed' });
		const open = fixture(at, { ...unplayed, home: 'S', status: 'scheduled' });
		const live = fixture(at, { home: 'L', status: 'live', fullTime: null });
		expect(matchday([done, postponed, open, live], '2025-05-03')).toEqual({
			playable: [done, postponed],
			leftOut: [
				{ fixture: open, reason: 'S against B on 2025-05-03 is left out: the data has no result for it.' },
				{ fixture: live, reason: 'L against B on 2025-05-03 is left out: the data has no result for it.' },
			],
		});
	});

	it.each([
		['2025-05-05', 'choose 2025-05-03 or 2025-05-10, the nearest with matches.'],
		['2025-01-01', 'choose 2025-04-26, the nearest with matches.'],
		['2026-01-01', 'choose 2025-05-10, the nearest with matches.'],
	])('names the nearest dates when there is no match on %s', (date, remedy) => {
		const fixtures = ['2025-04-26', '2025-05-03', '2025-05-10'].map((day) => fixture(`${day}T20:00:00Z`));
		expect(() => matchday(fixtures, date)).toThrow(
			expect.objectContaining({ code: 'not-found', message: `co.1 has no match on ${date}: ${remedy}` }),
		);
	});

	it('says so when there is no match at all', () => {
		expect(() => matchday([], '2025-05-03')).toThrow(expect.objectContaining({ code: 'not-found' }));
	});

	it.each(['2025-02-30', '25-05-25', '2025-5-3', 'today', ''])('does not take "%s" for a date', (date) => {
		expect(() => matchday([fixture('2025-05-03T20:00:00Z')], date)).toThrow(
			expect.objectContaining({
				code: 'invalid',
				message: `"${date}" is not a date: give one such as 2025-05-25.`,
			}),
		);
	});
});
