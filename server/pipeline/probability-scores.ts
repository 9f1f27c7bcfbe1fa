import type { Tendency } from './scoring.ts';

/** Chances of the three outcomes, each 0 to 1, together 1. */
export type OutcomeProbabilities = Record<Tendency, number>;

/** How good a probability forecast was; lower is better, 0 is perfect. */
export interface ProbabilityScores {
	/** Brier (1950), summed over the three outcomes: 0 to 2. */
	brier: number;
	/**
	 * Ranked probability score (Epstein 1969), 0 to 1: home, draw, away are an order, so a draw is a
	 * nearer miss of a home win than an away win is. For football: Constantinou and Fenton (2012).
	 */
	rankedProbability: number;
	/** Natural logarithm of the outcome's probability (Good 1952), negated. */
	logLoss: number;
}

/** A probability below this counts as this, so that the log-loss of "impossible" stays finite (34.5). */
export const SMALLEST_PROBABILITY = 1e-15;

export function probabilityScores(forecast: OutcomeProbabilities, outcome: Tendency): ProbabilityScores {
	const home = forecast.home - (outcome === 'home' ? 1 : 0);
	const draw = forecast.draw - (outcome === 'draw' ? 1 : 0);
	const away = forecast.away - (outcome === 'away' ? 1 : 0);
	return {
		brier: home ** 2 + draw ** 2 + away ** 2,
		rankedProbability: (home ** 2 + (home + draw) ** 2) / 2,
		logLoss: 0 - Math.log(Math.max(forecast[outcome], SMALLEST_PROBABILITY)),
	};
}
