import { countOf, sentence } from '../../words.ts';
import { fingerprint } from '../fingerprint.ts';
import { STAGE_WORDS } from '../stage-words.ts';
import type { QueuedStage } from '../stages.ts';
import type { Case, Finding } from './case.ts';
import { mostCallsFailed } from './failed-calls.ts';
import { recovery, work } from './words.ts';

export function workerDied({ failure }: Case): Finding | null {
	if (failure.category !== 'stalled') return null;
	return {
		cause: 'worker_died',
		summary: `The workers that took up the ${work(failure)} died again and again.`,
		evidence: [`It was started ${countOf(failure.attempts, 'time')}.`],
		remedy: {
			text: "Look for crashes in the worker's log (memory, a kill from outside); then retry.",
			action: 'retry',
		},
	};
}

/** What was lacking has a failure of its own. */
export function stageFailed(given: Case): Finding | null {
	const { match } = given;
	const stage = failedBefore(given);
	const message = stage && match?.failures[stage]?.message;
	if (!match || !message) return null;
	return {
		cause: 'stage_failed',
		subject: `${stage} ${fingerprint(message, [match.home, match.away])}`,
		summary: sentence(`the ${STAGE_WORDS[stage]} failed: ${message}`),
		evidence: [],
		remedy: recovery('Mend what its message names, then recover.'),
	};
}

function failedBefore({ failure, match, calls, missing }: Case): QueuedStage | undefined {
	if (!match || !missing || missing.stage === failure.stage) return undefined;
	if (missing.stage === 'predictions' && mostCallsFailed({ match, calls })) return undefined;
	// An analysis that was given up holds no prediction up: it is named when nothing else kept everybody from being asked.
	const before: QueuedStage[] = calls.length === 0 ? [missing.stage, 'analysis'] : [missing.stage];
	return before.find((stage) => match.failures[stage]);
}

export function sourceFailed({ failure }: Case): Finding | null {
	if (failure.stage !== 'lineups') return null;
	return {
		cause: 'source_failed',
		summary: 'The source of fixtures could not be asked for the line-ups.',
		evidence: [`It failed with: ${failure.message}`],
		remedy: {
			text: 'The predictions go on without line-ups. Check the source, then retry or clear.',
			action: 'retry',
		},
	};
}
