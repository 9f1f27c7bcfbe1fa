import type { MatchState } from '../match-state.ts';
import { isVoid } from '../plan.ts';
import { hasEnded } from '../stage-state.ts';
import type { BatchItem } from './action-batch.ts';

/** What a retry of one failure comes to. */
export type RetryVerdict =
	| { is: 'to queue' }
	/** Its work has been done: the failure only has to be closed. */
	| { is: 'done' }
	| { is: 'closed' }
	| { is: 'refused'; reason: string };

/** What a retry of the failure can do for its match as it is now. */
export function retryVerdict(
	{ stage, open, model }: Pick<BatchItem, 'stage' | 'open' | 'model'>,
	match: MatchState,
): RetryVerdict {
	if (!open) return { is: 'closed' };
	if (isVoid(match)) return refused(`the match is ${match.status}: nothing of it is left to do`);
	if (stage === 'live')
		return refused('a match is followed without a job: the next poll asks about it again');
	if (model?.predicted) return { is: 'done' };
	if (model && !model.enabled) return refused('the model is not enabled');

	const notYet = stage === 'settlement' ? notSettledYet(match) : null;
	if (notYet !== null) return refused(notYet);
	const state = match.plan.stages[stage];
	switch (state.is) {
		case 'done':
		case 'unavailable':
			return model ? { is: 'to queue' } : { is: 'done' };
		case 'not-due':
			return refused('it is not due yet: it is queued by itself in time');
		case 'expired':
			return refused(state.reason);
		default:
			return { is: 'to queue' };
	}
}

/** Why a match is settled later, by itself: it has not finished, or nobody believes its result; null otherwise. */
export function notSettledYet(match: MatchState): string | null {
	const { status, resultDoubted, homeGoals, awayGoals, plan } = match;
	if (status !== 'finished') return `the match is ${status}: it is settled when it has finished`;
	if (!resultDoubted || hasEnded(plan.stages.settlement)) return null;
	return `its result of ${homeGoals}-${awayGoals} is hard to believe: the source is asked once more, and it is settled when that tells it again`;
}

function refused(reason: string): RetryVerdict {
	return { is: 'refused', reason };
}
