import { listed, sentence } from '../../words.ts';
import type { JobFacts } from '../match-facts.ts';
import type { MatchState } from '../match-state.ts';
import { describeOutages, type Outage } from '../outages.ts';
import { describeLosses } from '../queue-losses.ts';
import { STAGE_WORDS } from '../stage-words.ts';
import type { QueuedStage } from '../stages.ts';
import type { Case, Finding } from './case.ts';
import { mostCallsFailed } from './failed-calls.ts';
import { recovery } from './words.ts';

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
	const { missing } = given;
	const outages = begunBefore(given, given.outages);
	if (!missing || outages.length === 0 || !neverTried(given)) return null;
	// What stands in its queue although the workers are back waits for something else.
	if (jobOfMissing(given) && workersDown(outages).length === 0) return null;
	const losses = begunBefore(given, given.losses);
	const lost = losses.length > 0 ? `, and ${describeLosses(losses)}` : '';
	return {
		cause: 'worker_down',
		summary: sentence(`${describeOutages(outages)}${lost}: the ${STAGE_WORDS[missing.stage]} never ran`),
		evidence: [],
		remedy: recovery(afterOutages(given.outages)),
	};
}

export function queueLost(given: Case): Finding | null {
	const { missing } = given;
	const losses = begunBefore(given, given.losses);
	if (!missing || losses.length === 0 || !neverTried(given) || jobOfMissing(given)) return null;
	return {
		cause: 'queue_lost',
		summary: sentence(`${describeLosses(losses)}: the ${STAGE_WORDS[missing.stage]} never ran`),
		evidence: [],
		remedy: recovery(afterOutages(given.outages)),
	};
}

export function stillWaiting(given: Case): Finding | null {
	const { missing, outages } = given;
	const job = jobOfMissing(given);
	if (!missing || !job || !neverTried(given)) return null;
	const what = STAGE_WORDS[missing.stage];
	const down = workersDown(outages);
	return {
		cause: 'still_waiting',
		summary:
			job.state === 'active' ? `The ${what} are being made now.` : `The ${what} wait in their queue still.`,
		evidence: nothingBefore(given),
		remedy: {
			text:
				down.length > 0
					? `Start the ${listed(down)} worker again: then they are made without you.`
					: 'They are made without you. Look at the queues: is one paused, or longer than its worker can serve?',
			action: null,
		},
	};
}

export function neverQueued(given: Case): Finding | null {
	const { missing, outages } = given;
	if (!missing || !neverTried(given) || jobOfMissing(given)) return null;
	return {
		cause: 'never_queued',
		summary: `No job for the ${STAGE_WORDS[missing.stage]} exists, and no reason for that is known.`,
		evidence: nothingBefore(given),
		remedy: recovery(afterOutages(outages)),
	};
}

/** Whether the work was, for the larger part, not even tried. */
function neverTried({ failure, match, calls, missing }: Case): boolean {
	if (!missing || !match || missing.stage === failure.stage || match.failures[missing.stage]) return false;
	return missing.stage !== 'predictions' || !mostCallsFailed({ match, calls });
}

/** What had begun when the work failed can have led to it; what came later has only kept it from being mended. */
function begunBefore<Time extends { from: Date }>({ failure }: Case, times: Time[]): Time[] {
	return times.filter(({ from }) => from < failure.lastSeenAt);
}

function nothingBefore(given: Case): string[] {
	const { outages, losses } = given;
	if (begunBefore(given, outages).length + begunBefore(given, losses).length > 0) return [];
	return [
		'Before it failed, no outage of a worker that it needs and no loss of a queue is known since it was due.',
	];
}

/** The workers that are down now. */
function workersDown(outages: Outage[]): Outage['kind'][] {
	return [...new Set(outages.filter(({ to }) => to === null).map(({ kind }) => kind))];
}

function afterOutages(outages: Outage[]): string {
	const down = workersDown(outages);
	if (down.includes('prediction')) return 'Start the prediction worker again, then recover.';
	if (down.includes('scheduling')) {
		return 'Recover, and start the scheduling worker again, which would have done so by itself.';
	}
	return 'Recover.';
}

function jobOfMissing({ match, missing }: Case): JobFacts | undefined {
	return match && missing ? jobFor(match, missing.stage) : undefined;
}

/** The job of the stage, or of one of its model calls, that its queue holds and will work on. */
export function jobFor({ jobs, predictions }: MatchState, stage: QueuedStage): JobFacts | undefined {
	const calls = stage === 'predictions' ? predictions.missing.flatMap(({ job }) => job ?? []) : [];
	return [...calls, ...(jobs[stage] ? [jobs[stage]] : [])].find(({ state }) => state !== 'ended');
}
