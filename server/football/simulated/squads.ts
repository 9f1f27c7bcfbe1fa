import { seededRandom, shuffled } from '../seeded-random.ts';
import type { MatchLineups, TeamLineup } from '../source.ts';

/** The elevens that start this match: in the order goalkeeper, defence, midfield, attack. */
export function lineupsOf(
	match: { sourceKey: string; home: string; away: string },
	seed: number,
): MatchLineups {
	return { home: eleven(match.home, match.sourceKey, seed), away: eleven(match.away, match.sourceKey, seed) };
}

const FORMATIONS = ['4-3-3', '4-4-2', '4-2-3-1', '3-5-2', '3-4-3'] as const;

/** Positions of a squad's 23 players. */
const SQUAD = { goalkeepers: 2, defenders: 8, midfielders: 8, forwards: 5 };

function eleven(club: string, sourceKey: string, seed: number): TeamLineup {
	const random = seededRandom(`${seed}/${sourceKey}/${club}/eleven`);
	const formation = FORMATIONS[Math.floor(random() * FORMATIONS.length)] ?? FORMATIONS[0];
	const lines = formation.split('-').map(Number);
	const defenders = lines.at(0) ?? 0;
	const forwards = lines.at(-1) ?? 0;
	const squad = squadOf(club, seed);
	const players = [
		...shuffled(squad.goalkeepers, random).slice(0, 1),
		...shuffled(squad.defenders, random).slice(0, defenders),
		...shuffled(squad.midfielders, random).slice(0, 10 - defenders - forwards),
		...shuffled(squad.forwards, random).slice(0, forwards),
	];
	return { formation, players };
}

type Squad = Record<keyof typeof SQUAD, string[]>;

function squadOf(club: string, seed: number): Squad {
	const random = seededRandom(`${seed}/${club}/squad`);
	const surnames = shuffled(
		SURNAME_STARTS.flatMap((start) => SURNAME_ENDS.map((end) => start + end)),
		random,
	);
	const players = surnames.map(
		(surname) => `${FIRST_NAMES[Math.floor(random() * FIRST_NAMES.length)]} ${surname}`,
	);
	const take = (count: number) => players.splice(0, count);
	return {
		goalkeepers: take(SQUAD.goalkeepers),
		defenders: take(SQUAD.defenders),
		midfielders: take(SQUAD.midfielders),
		forwards: take(SQUAD.forwards),
	};
}

const FIRST_NAMES =
	'Aldo Bram Cassian Dario Emeric Fenn Galen Hollis Idris Joss Kael Leith Maro Nilo Oren Perrin Quill Rafe Soren Tobin Ulric Vito Wyn Yaro'.split(
		' ',
	);

/** Put together they make surnames that nobody is known by. */
const SURNAME_STARTS =
	'Brenk Corv Dask Elv Farn Gorv Hesk Jarv Kolv Lorn Mesk Norv Pelk Rosk Tarn Velk'.split(' ');
const SURNAME_ENDS = 'addy avel enhurst ero idge imont ingale ober orsen ovane ulo umbe'.split(' ');
