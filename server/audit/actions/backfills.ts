import { z } from 'zod';
import { countOf, listed } from '../../words.ts';
import { defineAction, type Subject } from '../define-action.ts';

const soFar = z.object({
	run: z.string(),
	matches: z.int(),
	...{ done: z.int(), failed: z.int(), skipped: z.int() },
	spentUsd: z.number(),
	budgetUsd: z.number().nullable(),
});

/** What is done to backfills; a budget that is used up pauses one by itself. */
export const backfillActions = {
	'backfill.start': defineAction({
		label: 'Start a backfill',
		detail: z.object({
			...{ run: z.string(), matches: z.int(), selection: z.string() },
			...{ policy: z.string(), order: z.string(), concurrency: z.int() },
			budgetUsd: z.number().nullable(),
		}),
		sentence: ({ matches, selection, budgetUsd }) =>
			`started a backfill of ${countOf(matches, 'match', 'matches')} (${selection}) with ${budget(budgetUsd)}`,
		subjects: aboutRun,
	}),
	'backfill.pause': defineAction({
		label: 'Pause a backfill',
		detail: z.union([soFar, z.object({ run: z.string(), by: z.literal('budget') })]),
		sentence: (detail) =>
			'by' in detail
				? 'paused a backfill: what is left of its budget does not pay for the next match'
				: `paused a backfill: ${progress(detail)}`,
		subjects: aboutRun,
	}),
	'backfill.resume': defineAction({
		label: 'Resume a backfill',
		detail: soFar,
		sentence: (detail) => `resumed a backfill with ${budget(detail.budgetUsd)}: ${progress(detail)}`,
		subjects: aboutRun,
	}),
	'backfill.cancel': defineAction({
		label: 'Cancel a backfill',
		detail: soFar,
		sentence: (detail) => `cancelled a backfill: ${progress(detail)}`,
		subjects: aboutRun,
	}),
};

function progress({ matches, done, failed, skipped, spentUsd }: z.infer<typeof soFar>): string {
	const parts = [
		`${done} done`,
		...(failed ? [`${failed} failed`] : []),
		...(skipped ? [`${skipped} skipped`] : []),
	];
	return `${listed(parts)} of ${countOf(matches, 'match', 'matches')}, $${spentUsd.toFixed(2)} spent`;
}

function budget(budgetUsd: number | null): string {
	return budgetUsd === null ? 'no budget' : `a budget of $${budgetUsd}`;
}

function aboutRun({ run }: { run: string }): Subject[] {
	return [{ kind: 'backfill', id: run }];
}
