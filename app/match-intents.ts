/** The values of `intent` in the forms of a match's page. */
export const MATCH_INTENTS = { run: 'run-match', retry: 'retry-match' };
