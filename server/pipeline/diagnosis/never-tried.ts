import type { JobFacts } from '../match-facts.ts';
import type { MatchState } from '../match-state.ts';
import { describeOutages, type Outage } from '../outages.ts';
import { describeLosses } from '../queue-losses.ts';
import { STAGE_WORDS } from '../stage-words.ts';
import type { QueuedStage } from '../stages.ts';
import type { Case, FailedWork, Finding } from './case.ts';
import { recovery, sentence } from './words.ts';

export function noModelEnabled({ match, missing }: Case): Finding | null {
	if (missing?.stage !== 'predictions' || match?.predictions.wanted !== 0) return null;
	return {
		cause: 'no_model_enabled',
		summary: 'No model is enabled, so nobody was asked.',
		evidence: [],
		remedy: { text: 'Enable models, then recover.', action: 'recover' },
	};
}

export function workerDown(given: Case): Finding | null {
	const { outages, losses, missing, failure } = given;
	if (!missing || outages.length === 0 || !neverTried(given)) return null;
	const by = beforeFailure(failure);
	const known = outages.filter(by).length > 0 ? outages.filter(by) : outages;
	const lost = losses.some(by) ? `, and ${describeLosses(losses.filter(by))}` : '';
	return {
		cause: 'worker_down',
		summary: sentence(`${describeOutages(known)}${lost}: the ${STAGE_WORDS[missing.stage]} never ran`),
		evidence: [
			...outages.map((outage) => sentence(describeOutages([outage]))),
			...losses.map((loss) => sentence(describeLosses([loss]))),
		],
		remedy: recovery(afterOutages(outages)),
	};
}

/** What had begun when the work failed led to it; what came later has only kept it from being mended. */
function beforeFailure({ lastSeenAt }: FailedWork) {
	return ({ from }: { from: Date }) => from < lastSeenAt;
}

function afterOutages(outages: Outage[]): string {
	const still = outages.filter(({ to }) => to === null).map(({ kind }) => kind);
	if (still.includes('prediction')) return 'Start the prediction worker again, then recover.';
	if (still.includes('scheduling')) {
		return 'Recover, and start the scheduling worker again, which would have done so by itself.';
	}
	return 'Recover.';
}

export function queueLost(given: Case): Finding | null {
	const { losses, missing } = given;
	if (!missing || losses.length === 0 || !neverTried(given)) return null;
	return {
		cause: 'queue_lost',
		summary: sentence(`${describeLosses(losses)}: the ${STAGE_WORDS[missing.stage]} never ran`),
		evidence: losses.map((loss) => sentence(describeLosses([loss]))),
		remedy: recovery('Recover.'),
	};
}

export function stillWaiting(given: Case): Finding | null {
	const { match, missing } = given;
	if (!match || !missing || !neverTried(given)) return null;
	const job = jobFor(match, missing.stage);
	if (!job) return null;
	const what = STAGE_WORDS[missing.stage];
	return {
		cause: 'still_waiting',
		summary:
			job.state === 'active' ? `The ${what} are being made now.` : `The ${what} wait in their queue still.`,
		evidence: ['No outage of a worker that they need and no loss of a queue is known since they were due.'],
		remedy: {
			text: 'They are made without you. Look at the queues: is one paused, or longer than its worker can serve?',
			action: null,
		},
	};
}

export function neverQueued(given: Case): Finding | null {
	const { match, missing } = given;
	if (!match || !missing || !neverTried(given)) return null;
	if (jobFor(match, missing.stage)) return null;
	return {
		cause: 'never_queued',
		summary: `No job for the ${STAGE_WORDS[missing.stage]} exists, and no reason for that is known.`,
		evidence: ['No outage of a worker that it needs and no loss of a queue is known since it was due.'],
		remedy: recovery('Recover.'),
	};
}

/** Whether the work was, for the larger part, not even tried. */
function neverTried({ failure, match, calls, missing }: Case): boolean {
	if (!missing || !match || missing.stage === failure.stage) return false;
	if (missing.stage !== 'predictions') return match.failures[missing.stage] === undefined;
	return match.failures.predictions === undefined && calls.length * 2 < match.predictions.wanted;
}

/** The job of the stage, or of one of its model calls, that its queue holds and will work on. */
export function jobFor({ jobs, predictions }: MatchState, stage: QueuedStage): JobFacts | undefined {
	const calls = stage === 'predictions' ? predictions.missing.flatMap(({ job }) => job ?? []) : [];
	return [...calls, ...(jobs[stage] ? [jobs[stage]] : [])].find(({ state }) => state !== 'ended');
}
