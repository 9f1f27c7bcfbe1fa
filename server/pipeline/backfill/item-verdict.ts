import type { BackfillOutcome } from '../../../prisma/generated/enums.ts';
import type { FailureFacts, JobFacts, MissingPrediction } from '../match-facts.ts';
import type { MatchState } from '../match-state.ts';
import { isVoid } from '../plan.ts';
import { isAskedAgain, revivalAt } from '../revival.ts';
import { hasEnded } from '../stage-state.ts';
import { STAGE_WORDS } from '../stage-words.ts';
import { dueBeforeKickoff, type QueuedStage } from '../stages.ts';
import { NOT_DUE } from './models-to-ask.ts';

export type { BackfillOutcome };

/** A match of a run whose turn has come. */
export interface StartedItem {
	modelIds: string[];
	/** Pipeline time. */
	startedAt: Date;
}

export interface ItemVerdict {
	outcome: BackfillOutcome;
	/** Why it failed or was skipped; null when it is done. */
	reason: string | null;
}

/**
 * How a run ended with a match, from the match's state; null while it is under way. A match that has finished
 * ends with its points, another with its predictions; work that used up its attempts since its turn came ends it, too.
 */
export function itemVerdict(item: StartedItem, match: MatchState, now: Date): ItemVerdict | null {
	if (isVoid(match)) {
		return { outcome: 'skipped', reason: `the match is ${match.status}: it wants no predictions` };
	}
	if (now < dueBeforeKickoff('predictions', match.kickoffAt)) return { outcome: 'skipped', reason: NOT_DUE };
	const asked = new Set(item.modelIds);
	const missing = match.predictions.missing.filter(({ modelId }) => asked.has(modelId));
	const failed = failureOf(item, match, missing);
	if (missing.length > 0 && failed === null) return null;
	if (match.status !== 'finished' || match.resultDoubted || match.predictions.stored === 0) {
		return ended(failed);
	}
	return settled(match, failed);
}

/** Why what is missing will not come; null while some of it may. */
function failureOf(item: StartedItem, match: MatchState, missing: MissingPrediction[]): string | null {
	const [first, ...others] = missing;
	if (!first) return null;
	const { jobs, failures, plan } = match;
	const isStageOver = (stage: QueuedStage) => isOver(item, jobs[stage], failures[stage]);
	// What has ended holds nobody up, however it ended.
	const blocking = (['analysis', 'lineups'] as const).find(
		(stage) => !hasEnded(plan.stages[stage]) && isStageOver(stage),
	);
	if (blocking) return `${STAGE_WORDS[blocking]}: ${failures[blocking]?.message}`;
	const waiting = missing.filter(({ job, failure }) => !isOver(item, job, failure));
	if (waiting.length > 0) {
		const unasked = waiting.every(({ job }) => job === null) && isStageOver('predictions');
		return unasked ? `${STAGE_WORDS.predictions}: ${failures.predictions?.message}` : null;
	}
	const message = `${first.modelId}: ${first.failure?.message}`;
	return others.length === 0 ? message : `${others.length + 1} models failed, the first is ${message}`;
}

/** It failed since the match's turn came, or was given up, and no job is there to try again. */
function isOver(
	{ startedAt }: StartedItem,
	job: JobFacts | null | undefined,
	failure: FailureFacts | null | undefined,
): boolean {
	if (job || !failure || isAskedAgain(failure)) return false;
	return failure.lastSeenAt >= startedAt || revivalAt(failure) === null;
}

function settled({ plan }: MatchState, failed: string | null): ItemVerdict | null {
	const { settlement } = plan.stages;
	switch (settlement.is) {
		case 'done':
		case 'unavailable':
			return ended(failed);
		case 'failed':
		case 'expired':
			return ended(failed ?? `settlement: ${settlement.reason}`);
		case 'retrying':
			return settlement.inQueue ? null : ended(failed ?? `settlement: ${settlement.reason}`);
		default:
			return null;
	}
}

function ended(failed: string | null): ItemVerdict {
	return failed === null ? { outcome: 'done', reason: null } : { outcome: 'failed', reason: failed };
}
