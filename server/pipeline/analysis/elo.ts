import type { PastResult } from './past-result.ts';

/** What a team is rated before its first match. */
export const ELO_START = 1500;

/** The most that one match can move a rating. */
const ELO_K = 20;

/** Rating points that playing at home is worth. */
const ELO_HOME_ADVANTAGE = 60;

/**
 * Elo's ratings: a match moves both teams by `K * (score - expected)` in opposite directions, with score
 * 1, 1/2 or 0 and `expected = 1 / (1 + 10 ^ (-difference / 400))`, the difference taken with the home
 * advantage. Arpad Elo, The Rating of Chessplayers, Past and Present (1978), with the home advantage of
 * the World Football Elo Ratings (eloratings.net/about) in another size and without their goal factor.
 * @param results in order of play: each match is rated with what the ones before it left
 * @returns rating by team, not rounded
 */
export function eloRatings(results: readonly PastResult[]): Map<string, number> {
	const ratings = new Map<string, number>();
	for (const { home, away, homeGoals, awayGoals } of results) {
		const homeRating = ratings.get(home) ?? ELO_START;
		const awayRating = ratings.get(away) ?? ELO_START;
		const score = homeGoals > awayGoals ? 1 : homeGoals === awayGoals ? 0.5 : 0;
		const change = ELO_K * (score - expectedScore(homeRating + ELO_HOME_ADVANTAGE - awayRating));
		ratings.set(home, homeRating + change);
		ratings.set(away, awayRating - change);
	}
	return ratings;
}

function expectedScore(difference: number): number {
	return 1 / (1 + 10 ** (-difference / 400));
}
