import { countOf } from '../../words.ts';
import type { Case, Finding } from './case.ts';
import { work } from './words.ts';

export function dataInvalid({ match, failure }: Case): Finding | null {
	if (match) return null;
	return {
		cause: 'data_invalid',
		summary: 'A failed job names no match and model that are stored.',
		evidence: [`The job says: ${failure.message}`],
		remedy: { text: 'Nothing can come of it: clear it, and look for what queued it.', action: 'clear' },
	};
}

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

export function resultMissing({ failure, match }: Case): Finding | null {
	if (failure.stage !== 'settlement' || !match || match.status === 'finished') return null;
	return {
		cause: 'result_missing',
		summary: `The match has no result: for its source it is ${match.status}.`,
		evidence: [],
		remedy: {
			text: 'It settles by itself when the source tells the result. Check the source; clear it when none will come.',
			action: null,
		},
	};
}
