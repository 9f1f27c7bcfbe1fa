import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seededRandom, shuffled } from '../../server/football/seeded-random.ts';
import { CLUBS, strengthOf } from '../../server/football/simulated/clubs.ts';
import { doubleRoundRobin } from '../../server/football/simulated/schedule.ts';
import { playMatch } from '../../server/football/simulated/scores.ts';
import type { CompetitionInfo } from '../../server/football/source.ts';

/** Matches of the day on which it happens. */
export const MATCHES = 43;

/** Football.json names a league by its country, which gives the time zone. */
export const COMPETITION: CompetitionInfo = {
	id: 'en.1',
	name: 'Simulated Open Division',
	timeZone: 'Europe/London',
};

const SEASON = '2025-26';
const SEED = 43;

/** Saturdays in winter, when London's time is UTC; on the last one it happens. */
const SATURDAYS = ['2025-12-20', '2025-12-27', '2026-01-03', '2026-01-10'];

/** Local date of the day. */
export const DATE = '2026-01-10';

/** How many matches kick off when: the last analyses are due three hours before the first predictions. */
const SLOTS: [time: string, matches: number][] = [
	['15:00', 24],
	['16:30', 7],
	['17:30', 12],
];

/** Matches that kick off first. */
export const FIRST_MATCHES = SLOTS[0]?.[1] ?? 0;

export const FIRST_KICKOFF = new Date(`${DATE}T15:00:00Z`);
export const LAST_KICKOFF = new Date(`${DATE}T17:30:00Z`);

/** Writes a football.json file with the day and three matchdays before it. */
export async function writeMatchday(folder: string): Promise<void> {
	const rounds = doubleRoundRobin(inventedClubs(2 * MATCHES), seededRandom(`${SEED}/schedule`));
	const times = SLOTS.flatMap(([time, matches]) => new Array<string>(matches).fill(time));
	const matches = SATURDAYS.flatMap((date, week) =>
		(rounds[week] ?? []).map(({ home, away }, place) => ({
			round: `Matchday ${week + 1}`,
			date,
			time: times[place],
			team1: home,
			team2: away,
			score: scoreOf(home, away, date),
		})),
	);
	await mkdir(path.join(folder, SEASON), { recursive: true });
	const file = path.join(folder, SEASON, `${COMPETITION.id}.json`);
	await writeFile(file, JSON.stringify({ name: `${COMPETITION.name} 2025/26`, matches }));
}

function scoreOf(home: string, away: string, date: string) {
	const random = seededRandom(`${SEED}/${date}/${home}/${away}`);
	const { halfTime, fullTime } = playMatch(strengthOf(home, SEED), strengthOf(away, SEED), random);
	return { ht: [halfTime.home, halfTime.away], ft: [fullTime.home, fullTime.away] };
}

/** The towns of the simulated league with more clubs in each. */
function inventedClubs(count: number): string[] {
	const towns = CLUBS.map((club) => club.split(' ')[0] ?? club);
	const more = ['Rovers', 'Athletic', 'United', 'Albion', 'Wanderers'].flatMap((name) =>
		towns.map((town) => `${town} ${name}`),
	);
	const others = shuffled(
		[...new Set(more)].filter((club) => !CLUBS.includes(club)),
		seededRandom(`${SEED}/clubs`),
	);
	return [...CLUBS, ...others].slice(0, count);
}
