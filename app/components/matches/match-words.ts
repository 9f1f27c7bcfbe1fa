import type { MATCH_STATES, MATCH_STATUSES } from '../../../server/pipeline/match-search/match-filter.ts';

/** What the filter of the matches calls their statuses. */
export const STATUS_OPTIONS: Record<(typeof MATCH_STATUSES)[number], string> = {
	scheduled: 'Scheduled',
	live: 'Live',
	finished: 'Finished',
	called_off: 'Called off',
};

/** And what the pipeline owes them. */
export const STATE_OPTIONS: Record<(typeof MATCH_STATES)[number], string> = {
	at_risk: 'At risk',
	gap: 'With a gap',
	failures: 'With failures',
	unsettled: 'Unsettled',
};
