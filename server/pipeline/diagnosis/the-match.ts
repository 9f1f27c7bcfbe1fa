import { isVoid } from '../plan.ts';
import type { Case, Finding } from './case.ts';

export function dataInvalid({ match, failure }: Case): Finding | null {
	if (match) return null;
	return {
		cause: 'data_invalid',
		summary: 'A failed job names no match and model that are stored.',
		evidence: [`The job says: ${failure.message}`],
		remedy: { text: 'Nothing can come of it: clear it, and look for what queued it.', action: 'clear' },
	};
}

export function matchVoid({ match }: Case): Finding | null {
	if (!match || !isVoid(match)) return null;
	return {
		cause: 'match_void',
		summary: `For its source the match is ${match.status}: it is void, and no work on it is left to do.`,
		evidence: [],
		remedy: { text: 'Clear it. A match that gets a new date starts afresh by itself.', action: 'clear' },
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
