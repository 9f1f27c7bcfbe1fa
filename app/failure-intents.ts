/** The value of `intent` in the forms of the failures page. */
export const FAILURE_INTENTS = {
	retrySelected: 'retry-selected',
	clearSelected: 'clear-selected',
	retryMatching: 'retry-matching',
	clearMatching: 'clear-matching',
	retryGroup: 'retry-group',
	clearGroup: 'clear-group',
} as const;

export type FailureIntent = (typeof FAILURE_INTENTS)[keyof typeof FAILURE_INTENTS];
