import type { Score } from '../source.ts';

/** How a club compares with an average one: 1.2 scores 20 % more; a defence of 1.2 lets in 20 % more. */
export interface Strength {
	attack: number;
	defence: number;
}

/** Goals per match of an average home and away side, as in Europe's first divisions. */
const AVERAGE_GOALS: Score = { home: 1.55, away: 1.2 };

/** Fewer than half the goals are scored before the break. */
const FIRST_HALF_SHARE = 0.45;

/** The score at the break and at full time. */
export function playMatch(
	home: Strength,
	away: Strength,
	random: () => number,
): { halfTime: Score; fullTime: Score } {
	const homeGoals = playSide(AVERAGE_GOALS.home * home.attack * away.defence, random);
	const awayGoals = playSide(AVERAGE_GOALS.away * away.attack * home.defence, random);
	return {
		halfTime: { home: homeGoals.first, away: awayGoals.first },
		fullTime: { home: homeGoals.all, away: awayGoals.all },
	};
}

function playSide(expected: number, random: () => number): { first: number; all: number } {
	const first = poisson(expected * FIRST_HALF_SHARE, random);
	return { first, all: first + poisson(expected * (1 - FIRST_HALF_SHARE), random) };
}

/** A Poisson variate by Knuth's method, which is quick for means as small as these. */
function poisson(mean: number, random: () => number): number {
	const limit = Math.exp(-mean);
	let count = 0;
	for (let product = random(); product > limit; product *= random()) count++;
	return count;
}
