import { z } from 'zod';
import type { Score } from '../source.ts';
import { UnusableMatch } from './unusable-match.ts';

interface Scores {
	halfTime: Score | null;
	fullTime: Score | null;
	extraTime: Score | null;
}

export const NO_SCORES: Scores = { halfTime: null, fullTime: null, extraTime: null };

/**
 * Reads a match's `score`: `{ ht, ft, et, p }` as far as played (`ft` after 90 minutes, `et` after extra
 * time, counted from kick-off), or a bare pair, which is `ft`. The shoot-out (`p`) settles nothing here.
 *
 * @throws UnusableMatch for goals that are not whole numbers and for scores that contradict each other
 */
export function parseScores(score: unknown): Scores {
	const parsed = scoreSchema.safeParse(Array.isArray(score) ? { ft: score } : (score ?? {}));
	if (!parsed.success) {
		const part = parsed.error.issues[0]?.path[0];
		throw new UnusableMatch(
			part === undefined
				? 'score is neither a pair of goals nor an object of such pairs'
				: `score "${String(part)}" is not a pair of whole numbers from 0 to ${MAX_GOALS}`,
		);
	}
	const { ht: halfTime, ft: fullTime, et: extraTime } = parsed.data;
	if (extraTime && !fullTime)
		throw new UnusableMatch('has a score after extra time, but none after 90 minutes');
	refuseDecrease(halfTime, fullTime, 'half-time');
	refuseDecrease(fullTime, extraTime, '90-minute');
	return { halfTime, fullTime, extraTime };
}

const MAX_GOALS = 99;
const goals = z.int().min(0).max(MAX_GOALS);
const pair = z
	.tuple([goals, goals])
	.nullish()
	.transform((goals) => (goals ? { home: goals[0], away: goals[1] } : null));
const scoreSchema = z.object({ ht: pair, ft: pair, et: pair });

function refuseDecrease(earlier: Score | null, later: Score | null, name: string): void {
	if (!earlier || !later || (earlier.home <= later.home && earlier.away <= later.away)) return;
	throw new UnusableMatch(
		`${name} score ${earlier.home}-${earlier.away} is more than the later ${later.home}-${later.away}`,
	);
}
