import { after, MINUTE } from '../clock.ts';
import type { FailureFacts } from './match-facts.ts';

/** Failed work is revived this often before it is left to the operator. */
const REVIVALS = 5;

/** Pause before the first revival; each one after it is twice as long. */
const FIRST_PAUSE = 2 * MINUTE;

/**
 * When work that has failed may be queued again: at once after an operator's retry, after a growing
 * pause on its own, and never (null) when it failed for good, was revived often enough, or was cleared.
 */
export function revivalAt(failure: FailureFacts): Date | null {
	const { lastSeenAt, occurrences, permanent, clearedBecause } = failure;
	if (isAskedAgain(failure)) return failure.retryRequestedAt;
	if (permanent || clearedBecause !== null || occurrences > REVIVALS) return null;
	return after(lastSeenAt, FIRST_PAUSE * 2 ** (occurrences - 1));
}

/** An operator asked for another try, which has not failed yet. */
export function isAskedAgain({ retryRequestedAt, lastSeenAt }: FailureFacts): boolean {
	return retryRequestedAt !== null && retryRequestedAt >= lastSeenAt;
}
