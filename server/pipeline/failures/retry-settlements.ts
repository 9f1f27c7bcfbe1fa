import { recordAction } from '../audit.ts';
import { withIds } from '../match-condition.ts';
import { type MatchState, matchStates } from '../match-state.ts';
import type { NextAction } from '../next-action.ts';
import { isVoid } from '../plan.ts';
import { reconcileMatches } from '../reconcile.ts';
import { askAgain, settlementsOf } from './ask-again.ts';
import { notSettledYet } from './retry-verdict.ts';
import type { ActionDeps } from './run-action.ts';

/** What a retry of a match's settlement came to. */
export interface SettlementRetry {
	id: string;
	/** Null when there is no such match, as `away`. */
	home: string | null;
	away: string | null;
	outcome: 'queued' | 'refused';
	/** Why it was refused. */
	reason: string | null;
	/** Null when there is no such match. */
	next: NextAction | null;
}

/**
 * Queues the settlements of the matches, with the predictions that they lack first; what failed of them is
 * tried again at once. A match that cannot be settled is refused with its reason, the others go on.
 */
export async function retrySettlements(
	deps: ActionDeps,
	{ matchIds, operatorId }: { matchIds: string[]; operatorId: string },
): Promise<SettlementRetry[]> {
	const { db, clock, realClock, feed } = deps;
	const asked = [...new Set(matchIds)];
	const before = await matchStates(deps, withIds(asked));
	const refused = new Map(
		before.flatMap((match) => {
			const reason = whyNot(match);
			return reason === null ? [] : [[match.id, reason] as const];
		}),
	);
	const queued = before.map(({ id }) => id).filter((id) => !refused.has(id));
	if (queued.length > 0) {
		await askAgain(db, { failures: settlementsOf(queued), matchIds: queued }, clock.now());
		await reconcileMatches(deps, queued);
	}
	await recordAction(db, {
		operatorId,
		at: realClock.now(),
		action: 'settlement.retry',
		detail: { matches: asked, queued: queued.length, refused: asked.length - queued.length },
	});
	for (const id of queued) feed.match(id);
	feed.topic('failures');

	const states = new Map((await matchStates(deps, withIds(asked))).map((state) => [state.id, state]));
	return asked.map((id) => resultOf(id, states.get(id), refused.get(id) ?? null));
}

function whyNot(match: MatchState): string | null {
	const { settlement } = match.plan.stages;
	if (isVoid(match)) return `the match is ${match.status}: there is nothing to settle`;
	const notYet = notSettledYet(match);
	if (notYet !== null) return notYet;
	if (settlement.is === 'done') return 'it is settled already, and every prediction of it is scored';
	if (settlement.is === 'unavailable') return `there is nothing to settle: ${settlement.reason}`;
	return null;
}

function resultOf(id: string, match: MatchState | undefined, reason: string | null): SettlementRetry {
	if (!match) {
		const unknown = 'there is no match with this id';
		return { id, home: null, away: null, outcome: 'refused', reason: unknown, next: null };
	}
	const { home, away, plan } = match;
	return { id, home, away, outcome: reason === null ? 'queued' : 'refused', reason, next: plan.next };
}
