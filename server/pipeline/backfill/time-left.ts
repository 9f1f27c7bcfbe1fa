import type { BackfillRun } from './read-run.ts';

type Work = Pick<BackfillRun, 'matches' | 'predictions' | 'workedMs' | 'cancelledAt' | 'endedAt'>;

/**
 * Real milliseconds that a run still needs, at the pace of the predictions that it has got; null before it has
 * a pace, and when it has nothing to do.
 */
export function timeLeft({ matches, predictions, workedMs, cancelledAt, endedAt }: Work): number | null {
	const { done, failed, skipped } = matches.outcomes;
	// Matches that have ended get nothing more, although some of theirs may be missing.
	const open = matches.total - done - failed - skipped;
	const left = Math.min(predictions.total - predictions.stored, (predictions.total * open) / matches.total);
	if (cancelledAt || endedAt || predictions.stored === 0 || left <= 0) return null;
	return left * (workedMs / predictions.stored);
}
