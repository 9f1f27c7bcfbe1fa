import { fractionOf, hashOf } from './hash.ts';
import type { MatchHints } from './hints.ts';

export interface Forecast {
	home: number;
	away: number;
	probabilities: { home: number; draw: number; away: number };
}

/** How a model sees football; each number is 1 for a sober observer. */
interface Style {
	/** How much it makes of Elo, recent form and goals per match. */
	elo: number;
	form: number;
	goals: number;
	/** Goals that it expects, against the average. */
	optimism: number;
	/** Trust in the home advantage. */
	home: number;
	/** How far its score strays from the likeliest one. */
	daring: number;
	/** Chance that it turns a score one goal apart into a draw. */
	draws: number;
}

const SOBER: Style = { elo: 1, form: 1, goals: 1, optimism: 1, home: 1, daring: 1, draws: 0 };

const STYLES: readonly Style[] = [
	SOBER,
	{ ...SOBER, optimism: 1.4, daring: 1.8 },
	{ ...SOBER, optimism: 0.75, daring: 0.4 },
	{ ...SOBER, home: 2.2 },
	{ ...SOBER, home: -1.2 },
	{ ...SOBER, draws: 0.7, daring: 0.7 },
	{ ...SOBER, elo: 2.2, form: 0.2, goals: 0.3 },
	{ ...SOBER, elo: 0.2, form: 2.4, goals: 0.4 },
	{ ...SOBER, elo: 0.3, form: 0.3, goals: 1.3, daring: 1.3 },
];

/**
 * What a model predicts: it follows from the model's name and the prompt alone. The name gives the model
 * a style with a tilt of its own, so that no two agree on everything.
 */
export function forecast(model: string, promptHash: number, { home, away }: MatchHints): Forecast {
	const character = hashOf(model);
	const style = STYLES[character % STYLES.length] ?? SOBER;
	const tilt = (trait: number) => 0.8 + 0.4 * fractionOf(character, trait);
	const edge =
		(style.elo * tilt(1) * (home.elo - away.elo)) / 800 +
		(style.form * tilt(2) * (home.form - away.form)) / 12 +
		0.12 * style.home * tilt(3);
	const expected = (scored: number, conceded: number, advantage: number) => {
		const average = 1.35 + style.goals * 0.6 * ((scored + conceded) / 2 - 1.35);
		return Math.min(4, Math.max(0.25, average * style.optimism * tilt(4) * Math.exp(advantage)));
	};
	const homeExpected = expected(home.scoredPerMatch, away.concededPerMatch, edge);
	const awayExpected = expected(away.scoredPerMatch, home.concededPerMatch, -edge);
	const luck = (side: number) =>
		0.5 + (fractionOf(character, promptHash, side) - 0.5) * Math.min(0.95, 0.55 * style.daring);
	const homeGoals = quantile(homeExpected, luck(1));
	const awayGoals = quantile(awayExpected, luck(2));
	const levels = Math.abs(homeGoals - awayGoals) === 1 && fractionOf(character, promptHash, 3) < style.draws;
	return {
		home: levels ? Math.min(homeGoals, awayGoals) : homeGoals,
		away: levels ? Math.min(homeGoals, awayGoals) : awayGoals,
		probabilities: outcomes(homeExpected, awayExpected),
	};
}

const MOST_GOALS = 7;

/** The number of goals below which a Poisson variable stays with probability `chance`. */
function quantile(mean: number, chance: number): number {
	let goals = 0;
	let probability = Math.exp(-mean);
	let cumulative = probability;
	while (cumulative < chance && goals < MOST_GOALS) {
		goals += 1;
		probability *= mean / goals;
		cumulative += probability;
	}
	return goals;
}

/** Chances of two independent Poisson variables, in hundredths that add up to 1. */
function outcomes(homeMean: number, awayMean: number): Forecast['probabilities'] {
	let home = 0;
	let draw = 0;
	let homeChance = Math.exp(-homeMean);
	for (let homeGoals = 0; homeGoals <= MOST_GOALS; homeGoals += 1) {
		let awayChance = Math.exp(-awayMean);
		for (let awayGoals = 0; awayGoals <= homeGoals; awayGoals += 1) {
			if (awayGoals === homeGoals) draw += homeChance * awayChance;
			else home += homeChance * awayChance;
			awayChance *= awayMean / (awayGoals + 1);
		}
		homeChance *= homeMean / (homeGoals + 1);
	}
	const [homePercent, drawPercent] = [Math.round(home * 100), Math.round(draw * 100)];
	return { home: homePercent / 100, draw: drawPercent / 100, away: (100 - homePercent - drawPercent) / 100 };
}
