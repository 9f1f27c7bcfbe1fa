import type { BackfillPreview } from '../../../server/pipeline/backfill/preview.ts';

/** What a test says of a preview; the rest is usual: 10 matches of history. */
export function givenPreview({
	estimate,
	...given
}: Partial<Omit<BackfillPreview, 'estimate'>> & {
	estimate?: Partial<BackfillPreview['estimate']>;
} = {}): BackfillPreview {
	return {
		selection: 'matches',
		window: null,
		matches: 10,
		byFirstMissing: { analysis: 10, lineups: 0, predictions: 0 },
		anew: 0,
		claimed: 0,
		estimate: {
			calls: 420,
			promptTokens: 504_000,
			completionTokens: 63_000,
			costUsd: 1.2,
			durationMs: 60_000,
			providers: [],
			assumedModels: [],
			...estimate,
		},
		paidFor: null,
		toDo: [],
		skipped: [],
		skippedTotal: 0,
		skippedByReason: [],
		takenBy: null,
		...given,
	};
}
