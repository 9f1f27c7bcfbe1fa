import type { MatchPlan } from './plan.ts';
import type { QueueChange } from './queue-changes.ts';
import { STAGE_WORDS } from './stage-words.ts';
import { STAGES, type StageName } from './stages.ts';

/** What keeps a stage from being on its way. */
export type GapCause =
	| 'not_queued'
	| 'queued_too_late'
	| 'failed'
	| 'waits_after_failure'
	| 'blocked'
	| 'nobody_to_ask';

/** A stage that is not on its way. */
export interface Gap {
	stage: StageName;
	cause: GapCause;
	reason: string;
}

type Planned = Pick<MatchPlan, 'stages' | 'changes'>;

/**
 * The stages of a match that nothing is bringing forward, the first one first. A stage that is done, running, queued
 * for its time, or not yet due with its job in place is none, whatever else its queue holds.
 */
export function gapsOf(plan: Planned): Gap[] {
	return STAGES.flatMap((stage) => {
		const gap = gapAt(stage, plan);
		return gap ? [{ stage, ...gap }] : [];
	});
}

function gapAt(stage: StageName, plan: Planned): Omit<Gap, 'stage'> | null {
	const state = plan.stages[stage];
	switch (state.is) {
		case 'missing':
			return { cause: 'not_queued', reason: 'not in the queue' };
		case 'failed':
			return { cause: 'failed', reason: state.reason };
		case 'retrying':
			if (!state.inQueue) return { cause: 'waits_after_failure', reason: `failed so far: ${state.reason}` };
			return comesTooLate(state.nextAt, stage, plan.changes);
		case 'queued':
			return comesTooLate(state.dueAt, stage, plan.changes);
		case 'blocked':
			// What waits for a stage that is on its way is on its way too.
			return gapAt(state.by, plan) && { cause: 'blocked', reason: `waits for the ${STAGE_WORDS[state.by]}` };
		case 'expired':
			return state.wanted ? { cause: 'nobody_to_ask', reason: state.reason } : null;
		default:
			return null;
	}
}

/** A job that comes too soon puts itself off; one that is queued for later than its time does not come by itself. */
function comesTooLate(queuedFor: Date, stage: StageName, changes: QueueChange[]): Omit<Gap, 'stage'> | null {
	const late = changes.some(
		(change) => change.stage === stage && change.change === 'move' && change.dueAt < queuedFor,
	);
	return late ? { cause: 'queued_too_late', reason: 'queued for a later time than its own' } : null;
}
