/**
 * The scoring rule once more, from the texts of Kicktipp: whole numbers and tiers. It shares nothing with
 * scoring.ts, which is held against it.
 */
export interface Goals {
	home: number;
	away: number;
}

/**
 * The quota found by trying every whole number of the range against the formula, multiplied out so that
 * it stays in whole numbers: the nearest one, the upper of two that are equally near.
 */
export function nearestQuota(
	withTendency: number,
	counted: number,
	{ min, max }: { min: number; max: number },
): number {
	if (withTendency === 0) return max;
	const scale = BigInt(10 * withTendency);
	const exact = BigInt(max * counted) - BigInt(max * withTendency) + BigInt(min) * scale;
	let nearest = min;
	for (let candidate = min; candidate <= max; candidate++) {
		if (distance(BigInt(candidate) * scale, exact) <= distance(BigInt(nearest) * scale, exact))
			nearest = candidate;
	}
	return nearest;
}

/** What a prediction earns when the tendency that came true is worth `quota`. */
export function earned(prediction: Goals, result: Goals, quota: number, rule: 'additive' | 'alternative') {
	const tier = tierOf(prediction, result);
	const [difference, exact] = bonuses(tier, rule, result.home === result.away);
	const tendency = tier === 'wrong' ? 0 : quota;
	return {
		tendencyPoints: tendency,
		goalDifferenceBonus: difference,
		exactScoreBonus: exact,
		points: tendency + difference + exact,
	};
}

type Tier = 'wrong' | 'tendency' | 'difference' | 'exact';

function tierOf(prediction: Goals, result: Goals): Tier {
	const [homeOff, awayOff] = [prediction.home - result.home, prediction.away - result.away];
	if (homeOff === 0 && awayOff === 0) return 'exact';
	if (homeOff === awayOff) return 'difference';
	const homeWins = prediction.home > prediction.away && result.home > result.away;
	const awayWins = prediction.home < prediction.away && result.home < result.away;
	return homeWins || awayWins ? 'tendency' : 'wrong';
}

/** For the goal difference, and for the exact score. */
function bonuses(tier: Tier, rule: 'additive' | 'alternative', drawn: boolean): [number, number] {
	if (tier === 'exact') return rule === 'additive' ? [1, 3] : [0, 3];
	if (tier === 'difference' && !(rule === 'alternative' && drawn)) return [1, 0];
	return [0, 0];
}

function distance(a: bigint, b: bigint): bigint {
	return a > b ? a - b : b - a;
}
