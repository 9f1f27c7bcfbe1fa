import type { BackfillOrder, BackfillPolicy } from '../../../server/pipeline/backfill/order.ts';

interface PolicyWords {
	label: string;
	/** What it asks for. */
	asks: string;
}

/** What the console calls the policies of a backfill. */
export const POLICY_WORDS: Record<BackfillPolicy, PolicyWords> = {
	missing: {
		label: 'Missing',
		asks: 'Every prediction that there is none of. What an operator cleared stays cleared.',
	},
	failed: {
		label: 'Failed',
		asks: 'The same, yet only for matches where something has failed.',
	},
	all: {
		label: 'All',
		asks: 'What was cleared, too. Retroactive predictions are made anew; those made on time stay.',
	},
};

export const ORDER_LABELS: Record<BackfillOrder, string> = {
	newest: 'Newest first',
	oldest: 'Oldest first',
};
