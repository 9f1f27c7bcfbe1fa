import type { BackfillOutcome } from '../../../prisma/generated/enums.ts';
import type { FailureFacts, JobFacts, MissingPrediction } from '../match-facts.ts';
import type { MatchState } from '../match-state.ts';
import { isVoid } from '../plan.ts';
import { isAskedAgain, revivalAt } from '../revival.ts';
import { STAGE_WORDS } from '../stage-words.ts';

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

/** What comes before the answers, in order. */
const BEFORE = ['analysis', 'lineups', 'predictions'] as const;

/**
 * How a run ended with a match, from the match's state; null while it is under way. A match that has finished
 * ends with its points, another with its predictions; work that used up its attempts since its turn came ends it, too.
 */
export function itemVerdict(item: StartedItem, match: MatchState): ItemVerdict | null {
	if (isVoid(match)) {
		return { outcome: 'skipped', reason: `the match is ${match.status}: it wants no predictions` };
	}
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
	if (missing.length === 0) return null;
	const stage = BEFORE.find((name) => isOver(item, match.jobs[name], match.failures[name]));
	if (stage) return `${STAGE_WORDS[stage]}: ${match.failures[stage]?.message}`;
	const [first, ...others] = missing.filter(({ job, failure }) => isOver(item, job, failure));
	if (!first || others.length + 1 < missing.length) return null;
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
