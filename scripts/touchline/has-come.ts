import type { FailureAction } from '../../server/pipeline/failures/failure-action.ts';

/** Whether an action has ended and all that it queued is done or has failed again. */
export function hasCome({ endedAt, since }: FailureAction): boolean {
	return endedAt !== null && since.underWay === 0;
}
