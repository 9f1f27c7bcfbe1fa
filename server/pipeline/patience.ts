import { after } from '../clock.ts';
import type { MatchFacts } from './match-facts.ts';

/**
 * Until when a settlement waits for predictions that may still come: every one that comes, and an operator's
 * retry, give the others time again.
 */
export function patientUntil(
	{ failures, predictions }: Pick<MatchFacts, 'failures' | 'predictions'>,
	finishedAt: Date,
	patience: number,
): Date {
	const since = [finishedAt, failures.settlement?.retryRequestedAt, predictions.lastMadeAt];
	return after(new Date(Math.max(...since.map((time) => time?.getTime() ?? 0))), patience);
}
