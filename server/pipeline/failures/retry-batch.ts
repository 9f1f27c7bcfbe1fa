import { withIds } from '../match-condition.ts';
import { matchStates } from '../match-state.ts';
import { type ReconcileDeps, reconcileMatches } from '../reconcile.ts';
import type { BatchItem, Verdict } from './action-batch.ts';
import { askAgain } from './ask-again.ts';
import { openOnes } from './failure-condition.ts';
import { healNamed } from './heal.ts';
import { type RetryVerdict, retryVerdict } from './retry-verdict.ts';

/**
 * Puts the work of the items back into its queues, with fresh data: reconciling their matches makes missing
 * predictions first and takes the place of dead jobs under the same ids. Doing it twice changes nothing.
 */
export async function retryBatch(
	deps: ReconcileDeps,
	items: BatchItem[],
	now: Date,
): Promise<Map<BatchItem, Verdict>> {
	const verdicts = await judge(deps, items);
	const judged = (is: RetryVerdict['is']) => items.filter((item) => verdicts.get(item)?.is === is);

	const done = judged('done');
	if (done.length > 0) await healNamed(deps.db, idsOf(done), now);
	const toQueue = judged('to queue');
	if (toQueue.length > 0) {
		const matchIds = [...new Set(toQueue.map(({ matchId }) => matchId))];
		await askAgain(deps.db, { failures: openOnes(idsOf(toQueue)), matchIds }, now);
		await reconcileMatches(deps, matchIds);
	}
	return new Map([...verdicts].map(([item, verdict]) => [item, stored(verdict)]));
}

async function judge(deps: ReconcileDeps, items: BatchItem[]): Promise<Map<BatchItem, RetryVerdict>> {
	const open = items.filter((item) => item.open);
	const states = await matchStates(deps, withIds([...new Set(open.map(({ matchId }) => matchId))]));
	const matches = new Map(states.map((state) => [state.id, state]));
	return new Map(
		items.map((item) => {
			const match = matches.get(item.matchId);
			return [item, match ? retryVerdict(item, match) : { is: 'closed' }];
		}),
	);
}

function stored(verdict: RetryVerdict): Verdict {
	switch (verdict.is) {
		case 'to queue':
			return { outcome: 'queued', reason: null };
		case 'done':
		case 'closed':
			return { outcome: 'not_open', reason: null };
		case 'refused':
			return { outcome: 'refused', reason: verdict.reason };
	}
}

const idsOf = (items: BatchItem[]) => items.map(({ failureId }) => failureId);
