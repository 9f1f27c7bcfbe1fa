import type { FailureActionKind, FailureOutcome } from '../../../prisma/generated/enums.ts';
import type { NextAction } from '../next-action.ts';
import type { StageName } from '../stages.ts';

export type { FailureActionKind, FailureOutcome };

/** An operator's retry or clear of some failures, as far as it is. */
export interface FailureAction {
	id: string;
	kind: FailureActionKind;
	/** Why they are cleared; null for a retry. */
	reason: string | null;
	/** What was chosen, in words, such as 'settlement failures of en.1'. */
	selection: string;
	/** The operator's name. */
	operator: string;
	/** Real time, as the other two. */
	startedAt: Date;
	endedAt: Date | null;
	cancelledAt: Date | null;
	/** Failures that were chosen. */
	total: number;
	/** Failed jobs that are about nothing that is stored, and that it took out of their queues; none of `total`. */
	jobsTakenAway: number;
	/** What was done to those whose turn has come. */
	outcomes: Record<FailureOutcome, number>;
	/**
	 * Of the queued ones, by what became of them since: their work was done, it failed again, somebody cleared it or
	 * the match became another, or it is under way still. Of an action that ended hours ago they are as they were then.
	 */
	since: { done: number; failedAgain: number; closedMeanwhile: number; underWay: number };
}

/** What an action did to one failure. */
export interface FailureActionResult {
	failureId: string;
	stage: StageName;
	match: { id: string; home: string; away: string };
	model: string | null;
	/** Null while its turn has not come. */
	outcome: FailureOutcome | null;
	/** Why it was refused. */
	reason: string | null;
	/** What became of it since; null unless it was queued. */
	since: 'done' | 'failed again' | 'closed meanwhile' | 'under way' | null;
	/** What happens next to its match; null on pages of long actions. */
	next: NextAction | null;
}

/** What an action did to one failure that was named by its id. */
export type NamedResult = FailureActionResult | UnknownFailure;

/** There is no failure with this id. */
export interface UnknownFailure extends Record<'stage' | 'match' | 'model' | 'since' | 'next', null> {
	failureId: string;
	outcome: 'refused';
	reason: string;
}
