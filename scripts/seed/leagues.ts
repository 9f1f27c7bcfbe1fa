import { timeZoneOf } from '../../server/football/competitions.ts';
import { CLUBS } from '../../server/football/simulated/clubs.ts';

/** A competition that matches are invented for; its clubs are invented too. */
export interface League {
	id: string;
	name: string;
	timeZone: string;
	clubs: string[];
	scoreCounts: 'ninety_minutes' | 'after_extra_time';
	bonusRule: 'additive' | 'alternative';
}

const NAMES: [id: string, name: string][] = [
	['en.1', 'English Premier League'],
	['de.1', 'Deutsche Bundesliga'],
	['es.1', 'Primera División'],
	['it.1', 'Serie A'],
	['fr.1', 'Ligue 1'],
	['uefa.cl', 'UEFA Champions League'],
	['nl.1', 'Eredivisie'],
	['pt.1', 'Primeira Liga'],
	['br.1', 'Brasileiro Série A'],
	['ar.1', 'Liga Profesional'],
	['jp.1', 'J1 League'],
	['en.2', 'English Championship'],
];

const SUFFIXES =
	'Rovers Athletic United Town City Wanderers Thistle Albion Rangers County Victoria Orient Harriers Dynamos'.split(
		' ',
	);

/** Few matches are of few leagues, so that each has enough to look at. */
export function leagues(matches: number): League[] {
	return NAMES.slice(0, matches < 500 ? 4 : NAMES.length).map(([id, name], league) => ({
		id,
		name,
		timeZone: timeZoneOf(id),
		clubs: clubsOf(league),
		scoreCounts: id === 'uefa.cl' ? 'after_extra_time' : 'ninety_minutes',
		bonusRule: id === 'de.1' ? 'alternative' : 'additive',
	}));
}

/** The same towns, another word behind them in each league: no name is there twice. */
function clubsOf(league: number): string[] {
	return CLUBS.map((club, index) => `${club.split(' ')[0]} ${SUFFIXES[(index + league) % SUFFIXES.length]}`);
}
