import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, DAY, HOUR } from '../../clock.ts';
import { ANALYSIS_LEAD } from '../stages.ts';
import { type AnalysedMatch, analyse } from './analyse.ts';
import { RESULT_KNOWN_AFTER } from './as-of.ts';
import type { PastResult } from './past-result.ts';

const KICKOFF = new Date('2025-05-10T14:00:00Z');
/** How long before a match another one has kicked off whose result counts, at the least. */
const LEAST_BEFORE = ANALYSIS_LEAD + RESULT_KNOWN_AFTER;
const MATCH: AnalysedMatch = {
	competitionId: 'en.1',
	competition: 'Premier League',
	season: '2024-25',
	home: 'Ash',
	away: 'Birch',
	kickoffAt: KICKOFF,
};

describe('analyse', () => {
	it('tells the season, form, rest and ratings of both teams', () => {
		const results = [
			result(30, 'Ash 2:1 Birch'),
			result(25, 'Cedar 0:0 Ash'),
			result(20, 'Birch 4:0 Cedar'),
			result(10, 'Ash 1:3 Cedar'),
		];
		expect(analyse(MATCH, results)).toEqual({
			competition: 'Premier League',
			season: '2024-25',
			home: {
				team: 'Ash',
				position: 1,
				points: 4,
				played: 3,
				form: ['W', 'D', 'L'],
				venueForm: ['W', 'L'],
				goalsForPerMatch: 1,
				goalsAgainstPerMatch: 1.33,
				restDays: 10,
				elo: 1497.5,
			},
			away: {
				team: 'Birch',
				position: 3,
				points: 3,
				played: 2,
				form: ['L', 'W'],
				venueForm: ['L'],
				goalsForPerMatch: 2.5,
				goalsAgainstPerMatch: 1,
				restDays: 20,
				elo: 1500.2,
			},
			headToHead: [{ date: '2025-04-10', home: 'Ash', away: 'Birch', homeGoals: 2, awayGoals: 1 }],
		});
	});

	it('starts from nothing: no position, no averages, the first rating', () => {
		const { home, headToHead } = analyse(MATCH, [result(10, 'Cedar 1:0 Dogwood')]);
		expect(home).toEqual({
			team: 'Ash',
			position: null,
			points: 0,
			played: 0,
			form: [],
			venueForm: [],
			goalsForPerMatch: null,
			goalsAgainstPerMatch: null,
			restDays: null,
			elo: 1500,
		});
		expect(headToHead).toEqual([]);
	});

	it('rates a home win between equals: 8.3 points change hands', () => {
		const { home, away } = analyse(MATCH, [result(10, 'Ash 1:0 Birch')]);
		expect([home.elo, away.elo]).toEqual([1508.3, 1491.7]);
	});

	it('breaks a tie by goal difference, then goals, then name', () => {
		const level = [result(20, 'Birch 1:0 Cedar'), result(19, 'Ash 1:0 Dogwood')];
		expect(positions(level)).toEqual([1, 2]);
		expect(positions([...level, result(18, 'Birch 2:2 Elder'), result(17, 'Ash 1:1 Fir')])).toEqual([2, 1]);
		expect(positions([...level, result(18, 'Birch 3:0 Elder'), result(17, 'Ash 4:3 Fir')])).toEqual([2, 1]);
	});

	it('takes form, rest and meetings from all competitions, the table from this season alone', () => {
		const { home, headToHead } = analyse(MATCH, [
			result(400, 'Ash 1:0 Birch', { season: '2023-24' }),
			result(4, 'Ash 0:2 Birch', { competitionId: 'uefa.cl' }),
		]);
		expect(home).toMatchObject({ played: 0, position: null, form: ['W', 'L'], restDays: 4, elo: 1508.3 });
		expect(headToHead.map(({ date }) => date)).toEqual(['2024-04-05', '2025-05-06']);
	});

	it('looks back five matches and ten meetings', () => {
		const meetings = Array.from({ length: 12 }, (_, n) =>
			result(30 - n, n === 11 ? 'Ash 0:1 Birch' : 'Ash 1:0 Birch'),
		);
		const { home, headToHead } = analyse(MATCH, meetings);
		expect(home.form).toEqual(['W', 'W', 'W', 'W', 'L']);
		expect(headToHead).toHaveLength(10);
		expect(headToHead.at(-1)).toMatchObject({ date: '2025-04-21', homeGoals: 0 });
	});

	it('counts a match that kicked off 9 hours before, and none that kicked off later', () => {
		const known = { ...result(0, 'Ash 3:0 Cedar'), kickoffAt: beforeKickoff(9 * HOUR) };
		const notYet = { ...known, kickoffAt: beforeKickoff(9 * HOUR - 1) };
		expect(analyse(MATCH, [known]).home.played).toBe(1);
		expect(analyse(MATCH, [notYet]).home.played).toBe(0);
	});

	it('is the same to the byte whatever was played since and in whatever order the results come', () => {
		fc.assert(
			fc.property(
				results({ min: LEAST_BEFORE, max: 900 * DAY }),
				results({ min: -900 * DAY, max: LEAST_BEFORE - 1 }),
				fc.nat(),
				(past, since, turn) => {
					const made = JSON.stringify(analyse(MATCH, past));
					const all = [...since, ...past];
					const turned = [...all.slice(turn % (all.length + 1)), ...all.slice(0, turn % (all.length + 1))];
					expect(JSON.stringify(analyse(MATCH, turned.reverse()))).toBe(made);
				},
			),
		);
	});

	it('keeps points, positions and lengths within what was played', () => {
		fc.assert(
			fc.property(results({ min: LEAST_BEFORE, max: 300 * DAY }), (played) => {
				const { home, away, headToHead } = analyse(MATCH, played);
				for (const team of [home, away]) {
					expect(team.points).toBeLessThanOrEqual(3 * team.played);
					expect(team.position === null).toBe(team.played === 0);
					expect(team.venueForm.length).toBeLessThanOrEqual(team.form.length);
					expect(team.form.length).toBeLessThanOrEqual(5);
				}
				if (home.position !== null) expect(home.position).not.toBe(away.position);
				const meetings = played.filter((past) => new Set([past.home, past.away, 'Ash', 'Birch']).size === 2);
				expect(headToHead).toHaveLength(Math.min(10, meetings.length));
			}),
		);
	});
});

/** @param match such as "Ash 2:1 Birch" */
function result(daysBefore: number, match: string, other: Partial<PastResult> = {}): PastResult {
	const [, home = '', homeGoals, awayGoals, away = ''] = /^(\w+) (\d+):(\d+) (\w+)$/.exec(match) ?? [];
	return {
		sourceKey: `${daysBefore} ${match}`,
		competitionId: 'en.1',
		season: '2024-25',
		kickoffAt: beforeKickoff(daysBefore * DAY),
		home,
		away,
		homeGoals: Number(homeGoals),
		awayGoals: Number(awayGoals),
		...other,
	};
}

/** A time that many milliseconds before kick-off. */
function beforeKickoff(ms: number): Date {
	return after(KICKOFF, -ms);
}

function positions(results: PastResult[]): (number | null)[] {
	const { home, away } = analyse(MATCH, results);
	return [home.position, away.position];
}

/** Results of a small world of teams, kick-offs that many milliseconds before the match. */
function results(range: { min: number; max: number }): fc.Arbitrary<PastResult[]> {
	const teams = fc.shuffledSubarray(['Ash', 'Birch', 'Cedar', 'Dogwood'], { minLength: 2, maxLength: 2 });
	const past = fc.record({
		sourceKey: fc.uuid(),
		competitionId: fc.constantFrom('en.1', 'uefa.cl'),
		season: fc.constantFrom('2023-24', '2024-25'),
		kickoffAt: fc.integer(range).map((ms) => beforeKickoff(ms)),
		teams,
		homeGoals: fc.nat(5),
		awayGoals: fc.nat(5),
	});
	return fc
		.uniqueArray(past, { selector: ({ sourceKey }) => sourceKey, maxLength: 30 })
		.map((list) => list.map(({ teams: [home = '', away = ''], ...rest }) => ({ ...rest, home, away })));
}
