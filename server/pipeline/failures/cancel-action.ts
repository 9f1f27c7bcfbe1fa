import { recordAction } from '../audit.ts';
import type { FailureAction } from './failure-action.ts';
import { readAction } from './read-action.ts';
import type { ActionDeps } from './run-action.ts';

/**
 * Ends an action after the batch at hand. What was done stays, the rest is left alone; one that has ended
 * is left as it is.
 * @throws AppError 'not-found'
 */
export async function cancelAction(
	{ db, realClock, feed }: Pick<ActionDeps, 'db' | 'realClock' | 'feed'>,
	{ id, operatorId }: { id: string; operatorId: string },
): Promise<FailureAction> {
	const at = realClock.now();
	const { count } = await db.failureAction.updateMany({
		where: { id, endedAt: null },
		data: { cancelledAt: at, endedAt: at },
	});
	const action = await readAction(db, id);
	if (count > 0) {
		const detail = { action: id, failures: action.total, ...action.outcomes };
		await recordAction(db, { operatorId, at, action: 'failures.cancel', detail });
		feed.topic('failures');
	}
	return action;
}
