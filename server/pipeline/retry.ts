import type { Clock } from '../clock.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import { recordAction } from './audit.ts';
import { requestRetry } from './failures.ts';
import { withIds } from './load-facts.ts';
import { matchStates } from './match-state.ts';
import type { NextAction } from './next-action.ts';
import { type ReconcileDeps, reconcileMatches } from './reconcile.ts';

export interface RetryDeps extends ReconcileDeps {
	feed: Pick<FeedPublisher, 'match' | 'topic'>;
	/** Real time, for the audit trail. */
	realClock: Clock;
}

/** What a retry did. */
export interface RetryResult {
	/** Failures that are tried again. */
	retried: number;
	/** Named failures that were no longer open, or never were. */
	notOpen: number;
	matches: { id: string; home: string; away: string; next: NextAction }[];
}

/** Puts the work of the named failures back into its queues at once, and keeps who asked for it. */
export async function retryFailures(
	deps: RetryDeps,
	{ ids, operatorId }: { ids: string[]; operatorId: string },
): Promise<RetryResult> {
	const { db, clock, feed, realClock } = deps;
	const { matchIds, failures } = await requestRetry(db, ids, clock.now());
	if (matchIds.length > 0) await reconcileMatches(deps, matchIds);
	const states = matchIds.length > 0 ? await matchStates(deps, withIds(matchIds)) : [];
	await recordAction(db, {
		operatorId,
		at: realClock.now(),
		action: 'failures.retry',
		detail: { failures: ids, matches: matchIds, retried: failures },
	});
	for (const id of matchIds) feed.match(id);
	feed.topic('failures');
	return {
		retried: failures,
		notOpen: ids.length - failures,
		matches: states.map(({ id, home, away, plan }) => ({ id, home, away, next: plan.next })),
	};
}
