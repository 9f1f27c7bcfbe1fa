import type { BonusRule, ScoreCounts } from '../../prisma/generated/enums.ts';
import type { Score } from '../football/source.ts';

export const TENDENCIES = ['home', 'draw', 'away'] as const;

/** Who wins, or nobody. */
export type Tendency = (typeof TENDENCIES)[number];

/** Points for the right tendency, by the tendency that came true. */
export type Quotas = Record<Tendency, number>;

/** The fewest and the most points that a right tendency can give; whole numbers, 1 <= min <= max. */
export interface QuotaRange {
	min: number;
	max: number;
}

/** What one prediction earned; `points` is the sum of the other three. */
export interface PredictionPoints {
	tendencyPoints: number;
	goalDifferenceBonus: number;
	exactScoreBonus: number;
	points: number;
}

export const GOAL_DIFFERENCE_BONUS = 1;
export const EXACT_SCORE_BONUS = 3;

export function tendencyOf({ home, away }: Score): Tendency {
	if (home === away) return 'draw';
	return home > away ? 'home' : 'away';
}

/**
 * Kicktipp's quota rule: the fewer predicted a tendency, the more it is worth. With N predictions, T of
 * them with the tendency: `MAX / (10 * T / N) - MAX / 10 + MIN`, a half rounded up, limited to
 * [MIN, MAX]. A tendency that nobody predicted is worth MAX.
 * @param counts predictions by tendency; N is their sum
 */
export function quotas(counts: Record<Tendency, number>, range: QuotaRange): Quotas {
	const counted = counts.home + counts.draw + counts.away;
	return {
		home: quota(counts.home, counted, range),
		draw: quota(counts.draw, counted, range),
		away: quota(counts.away, counted, range),
	};
}

/**
 * Nothing for a wrong tendency; else its quota and a bonus for the right goal difference and the exact
 * score. `additive` gives both for an exact score, and a draw always has the right difference.
 * `alternative` is Kicktipp's own form: the higher bonus alone, and no goal-difference tier for draws.
 */
export function scorePrediction(
	prediction: Score,
	result: Score,
	quotas: Quotas,
	bonusRule: BonusRule,
): PredictionPoints {
	const tendency = tendencyOf(result);
	if (tendencyOf(prediction) !== tendency) {
		return { tendencyPoints: 0, goalDifferenceBonus: 0, exactScoreBonus: 0, points: 0 };
	}
	const exact = prediction.home === result.home && prediction.away === result.away;
	const rightDifference = prediction.home - prediction.away === result.home - result.away;
	const differenceCounts = bonusRule === 'additive' || !(exact || tendency === 'draw');
	const tendencyPoints = quotas[tendency];
	const goalDifferenceBonus = rightDifference && differenceCounts ? GOAL_DIFFERENCE_BONUS : 0;
	const exactScoreBonus = exact ? EXACT_SCORE_BONUS : 0;
	return {
		tendencyPoints,
		goalDifferenceBonus,
		exactScoreBonus,
		points: tendencyPoints + goalDifferenceBonus + exactScoreBonus,
	};
}

/** The scores of a match that can count, as stored. */
export interface FinalScores {
	homeFullTime: number | null;
	awayFullTime: number | null;
	homeExtraTime: number | null;
	awayExtraTime: number | null;
}

/**
 * The score that predictions are settled against: after 90 minutes, or after extra time where that
 * counts and some was played. A shoot-out never counts. Null while the score is not known.
 */
export function scoreThatCounts(match: FinalScores, scoreCounts: ScoreCounts): Score | null {
	const fullTime = scoreOf(match.homeFullTime, match.awayFullTime);
	if (scoreCounts === 'ninety_minutes') return fullTime;
	return scoreOf(match.homeExtraTime, match.awayExtraTime) ?? fullTime;
}

function scoreOf(home: number | null, away: number | null): Score | null {
	return home === null || away === null ? null : { home, away };
}

function quota(withTendency: number, counted: number, { min, max }: QuotaRange): number {
	if (withTendency === 0) return max;
	// One fraction of whole numbers: floating point would put some exact halves just below themselves.
	const denominator = 10 * withTendency;
	const numerator = max * (counted - withTendency) + min * denominator;
	const halfUp = Math.floor((2 * numerator + denominator) / (2 * denominator));
	return Math.min(max, Math.max(min, halfUp));
}
