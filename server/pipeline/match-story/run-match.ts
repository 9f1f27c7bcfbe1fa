import { recordAction } from '../audit.ts';
import { withIds } from '../match-condition.ts';
import { matchStates } from '../match-state.ts';
import type { NextAction } from '../next-action.ts';
import type { OperatorPassDeps } from '../operator-pass.ts';
import { changesInWords } from '../pass-words.ts';
import { reconcileMatches } from '../reconcile.ts';
import { requireMatch } from './require-match.ts';

/** What came of it. */
export interface MatchRun {
	match: { id: string; home: string; away: string };
	/** "queued 1 job (analysis 1)"; null when nothing had to change. */
	did: string | null;
	next: NextAction;
}

export type RunDeps = Omit<OperatorPassDeps, 'feed'> & { feed: { match(id: string): void } };

/**
 * Queues at once what a match lacks, as the next sweep would: what has failed and waits for its next try keeps waiting.
 * @throws AppError 'not-found' for an id that no match has
 */
export async function runMatch(
	deps: RunDeps,
	{ id, operatorId }: { id: string; operatorId: string },
): Promise<MatchRun> {
	const { home, away } = await requireMatch(deps.db, id);
	const did = changesInWords(await reconcileMatches(deps, [id]));
	await recordAction(deps.db, {
		operatorId,
		at: deps.realClock.now(),
		action: 'match.reconcile',
		detail: { match: id, did },
	});
	deps.feed.match(id);
	const [state] = await matchStates(deps, withIds([id]));
	return {
		match: { id, home, away },
		did,
		next: state?.plan.next ?? { stage: null, what: 'nothing', at: null },
	};
}
