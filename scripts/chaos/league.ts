import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, MINUTE } from '../../server/clock.ts';
import type { FixtureRecord } from '../../server/football/fixture-record.ts';
import { createSimulatedSource, SIMULATED_LEAGUE } from '../../server/football/simulated.ts';
import type { Score } from '../../server/football/source.ts';

/** Football.json names a league by its country, which gives the time zone: the simulated one's is London's. */
export const COMPETITION = { ...SIMULATED_LEAGUE, id: 'en.1' };

/** A match of the round's day as its source tells it now. */
export interface LeagueMatch {
	sourceKey: string;
	home: string;
	away: string;
	kickoffAt: Date;
	postponed: boolean;
	/** How it ends, unless it is postponed. */
	fullTime: Score;
}

/**
 * The round's source of fixtures: a folder of football.json files with the simulated league in it, and what
 * ought to come of it. What happens to a fixture happens in the file, so that no later reading undoes it.
 */
export interface League {
	folder: string;
	/** Local date of the round's matchday, YYYY-MM-DD. */
	date: string;
	/** The matches of the day, in the order of their first kick-offs. */
	matches: readonly LeagueMatch[];
	/** Moves a kick-off, to a later time or (negative) an earlier one. */
	move(place: number, minutes: number): Promise<LeagueMatch>;
	postpone(place: number): Promise<LeagueMatch>;
}

/** @param matchday of the newest season, from 1 */
export async function writeLeague(folder: string, seed: number, matchday: number): Promise<League> {
	const { fixtures } = await createSimulatedSource({ seed }).listFixtures(SIMULATED_LEAGUE.id);
	const season = fixtures.at(-1)?.season ?? '';
	const isOfDay = (record: FixtureRecord) =>
		record.season === season && record.round === `Matchday ${matchday}`;
	const matches = fixtures.filter(isOfDay).map(matchOf);
	const rowsOf = (of: string) =>
		fixtures.filter((record) => record.season === of && !isOfDay(record)).map(rowOf);

	for (const earlier of new Set(fixtures.map((record) => record.season))) {
		await mkdir(path.join(folder, earlier), { recursive: true });
		if (earlier !== season) await writeSeason(folder, earlier, rowsOf(earlier));
	}
	const others = rowsOf(season);
	const write = () =>
		writeSeason(folder, season, [...others, ...matches.map((match) => dayRowOf(match, matchday))]);
	await write();

	async function change(place: number, apply: (match: LeagueMatch) => void): Promise<LeagueMatch> {
		const match = matches[place];
		if (!match) throw new RangeError(`There is no match ${place} on matchday ${matchday}.`);
		apply(match);
		await write();
		return match;
	}

	return {
		folder,
		date: matches[0]?.kickoffAt.toISOString().slice(0, 10) ?? '',
		matches,
		move: (place, minutes) =>
			change(place, (match) => {
				match.kickoffAt = after(match.kickoffAt, minutes * MINUTE);
			}),
		postpone: (place) =>
			change(place, (match) => {
				match.postponed = true;
			}),
	};
}

function matchOf({ home, away, kickoffAt, fullTime, season, round }: FixtureRecord): LeagueMatch {
	if (!fullTime) throw new RangeError(`${home} against ${away} has no result.`);
	const sourceKey = [COMPETITION.id, season, round, home, away].join('/');
	return { sourceKey, home, away, kickoffAt, postponed: false, fullTime };
}

function rowOf({ round, home, away, kickoffAt, halfTime, fullTime }: FixtureRecord) {
	return { round, ...timeOf(kickoffAt), team1: home, team2: away, score: scoreOf(fullTime, halfTime) };
}

function dayRowOf({ home, away, kickoffAt, fullTime, postponed }: LeagueMatch, matchday: number) {
	const match = { round: `Matchday ${matchday}`, ...timeOf(kickoffAt), team1: home, team2: away };
	return postponed ? { ...match, status: 'POSTPONED' } : { ...match, score: scoreOf(fullTime, null) };
}

function timeOf(kickoffAt: Date): { date: string; time: string } {
	const [date = '', time = ''] = kickoffAt.toISOString().slice(0, 16).split('T');
	return { date, time: `${time} UTC` };
}

function scoreOf(fullTime: Score | null, halfTime: Score | null) {
	return { ...(halfTime ? { ht: goalsOf(halfTime) } : {}), ...(fullTime ? { ft: goalsOf(fullTime) } : {}) };
}

function goalsOf({ home, away }: Score): [number, number] {
	return [home, away];
}

/** Replaces the file as a whole: a reader never sees half of it. */
async function writeSeason(folder: string, season: string, matches: object[]): Promise<void> {
	const file = path.join(folder, season, `${COMPETITION.id}.json`);
	const name = `${COMPETITION.name} ${season.replace('-', '/')}`;
	await writeFile(`${file}.new`, JSON.stringify({ name, matches }));
	await rename(`${file}.new`, file);
}
