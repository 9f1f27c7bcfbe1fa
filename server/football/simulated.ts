import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { type FixtureRecord, type RecordSource, sourceKeyOf } from './fixture-record.ts';
import { acrossYears } from './seasons.ts';
import { seededRandom } from './seeded-random.ts';
import { CLUBS, strengthOf } from './simulated/clubs.ts';
import { doubleRoundRobin, type Pairing } from './simulated/schedule.ts';
import { playMatch } from './simulated/scores.ts';
import { lineupsOf } from './simulated/squads.ts';
import { zonedTime } from './time-zones.ts';

/** The one competition of the simulated source. */
export const SIMULATED_LEAGUE = {
	id: 'sim.1',
	name: 'Simulated Premier Division',
	timeZone: 'Europe/London',
} as const;

interface SimulatedOptions {
	/** The same seed is the same league, everywhere and for ever. 1 by default. */
	seed?: number;
	/** Saturday of the first matchday, YYYY-MM-DD. */
	seasonStart?: string;
}

/**
 * A league of 20 invented clubs, for machines without data or network: 38 matchdays, one each Saturday, with
 * all results and line-ups; and the season before it, 52 weeks earlier, as history.
 *
 * @throws AppError 'invalid' when `seasonStart` is not a Saturday
 */
export function createSimulatedSource({
	seed = 1,
	seasonStart = '2025-08-16',
}: SimulatedOptions = {}): RecordSource {
	const start = parseSaturday(seasonStart);
	const records = [start.subtract({ weeks: 52 }), start].flatMap((first) => playSeason(first, seed));
	const byKey = new Map(records.map((record) => [record.sourceKey, record]));

	return {
		name: 'simulated',
		offersLineups: true,
		batchSize: 20,
		async competition(id) {
			return { ...leagueNamed(id) };
		},
		async listFixtures(competition) {
			leagueNamed(competition);
			return { fixtures: [...records], problems: [] };
		},
		async fetchFixtures(sourceKeys) {
			return sourceKeys.map((key) => byKey.get(key)).filter((record) => record !== undefined);
		},
		async fetchLineups(sourceKey) {
			const record = byKey.get(sourceKey);
			return record ? lineupsOf(record, seed) : null;
		},
	};
}

/** Local kick-offs of a matchday's ten matches. */
const KICKOFFS = ['12:30', ...new Array<string>(7).fill('15:00'), '17:30', '20:00'];

function playSeason(start: Temporal.PlainDate, seed: number): FixtureRecord[] {
	const end = start.add({ weeks: 2 * (CLUBS.length - 1) - 1 });
	const season = start.year === end.year ? String(start.year) : acrossYears(start.year);
	const matchdays = doubleRoundRobin(CLUBS, seededRandom(`${seed}/${season}/schedule`));
	return matchdays.flatMap((pairings, week) => {
		const date = start.add({ weeks: week }).toString();
		return pairings.map((pairing, slot) => {
			const kickoffAt = zonedTime(date, KICKOFFS[slot] ?? '15:00', SIMULATED_LEAGUE.timeZone);
			return playFixture({ ...pairing, season, round: `Matchday ${week + 1}`, kickoffAt }, seed);
		});
	});
}

function playFixture(
	fixture: Pairing & Pick<FixtureRecord, 'season' | 'round' | 'kickoffAt'>,
	seed: number,
): FixtureRecord {
	const match = { competition: SIMULATED_LEAGUE.id, ...fixture };
	const sourceKey = sourceKeyOf(match);
	const { home, away } = match;
	const random = seededRandom(`${seed}/${sourceKey}/score`);
	const { halfTime, fullTime } = playMatch(strengthOf(home, seed), strengthOf(away, seed), random);
	return {
		sourceKey,
		...match,
		kickoffConfirmed: true,
		status: 'finished',
		minute: null,
		goals: fullTime,
		halfTime,
		fullTime,
		extraTime: null,
	};
}

function leagueNamed(id: string): typeof SIMULATED_LEAGUE {
	if (id === SIMULATED_LEAGUE.id) return SIMULATED_LEAGUE;
	throw new AppError(
		'not-found',
		`The simulated source has no competition "${id}": it has ${SIMULATED_LEAGUE.id}.`,
	);
}

function parseSaturday(text: string): Temporal.PlainDate {
	const date = z.iso.date().safeParse(text).success ? Temporal.PlainDate.from(text) : null;
	if (date?.dayOfWeek === 6) return date;
	throw new AppError('invalid', `The season cannot start on "${text}": give a Saturday, such as 2025-08-16.`);
}
