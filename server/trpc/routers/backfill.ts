import { z } from 'zod';
import { cancelRun, pauseRun, resumeRun } from '../../pipeline/backfill/control-run.ts';
import { backfillSelection, budgetUsd } from '../../pipeline/backfill/order.ts';
import { previewBackfill } from '../../pipeline/backfill/preview.ts';
import { readItems } from '../../pipeline/backfill/read-items.ts';
import { readRun, recentRuns } from '../../pipeline/backfill/read-run.ts';
import { startBackfill } from '../../pipeline/backfill/start-run.ts';
import { plainText } from '../../plain-text.ts';
import { operatorProcedure, router, sharedProcedure } from '../init.ts';

const id = plainText.max(100);
const ofRun = z.object({ id });
/** What the operator was shown. */
const confirmed = z.object({ matches: z.number().int().min(0), anew: z.number().int().min(0).default(0) });

export const backfillRouter = router({
	/** What a backfill would do now; it changes nothing. */
	preview: sharedProcedure
		.input(backfillSelection.prefault({}))
		.query(({ ctx, input }) => previewBackfill(ctx, input)),

	/** Begins one; refused when it would do more than was confirmed. */
	start: operatorProcedure
		.input(z.object({ selection: backfillSelection.prefault({}), confirmed }))
		.mutation(({ ctx, input }) => startBackfill(ctx, { ...input, operatorId: ctx.actor.id })),

	/** A run and how far it is. */
	run: sharedProcedure.input(ofRun).query(({ ctx, input }) => readRun(ctx.db, input.id)),

	/** A page of its matches. */
	items: sharedProcedure
		.input(
			ofRun.extend({
				cursor: z
					.string()
					.regex(/^\d{1,9}$/)
					.optional(),
				limit: z.number().int().min(1).max(200).default(50),
			}),
		)
		.query(({ ctx, input }) => readItems(ctx.db, input)),

	/** A page of 20 runs, the newest first. */
	recent: sharedProcedure
		.input(z.object({ cursor: plainText.max(100).optional() }).prefault({}))
		.query(({ ctx, input }) => recentRuns(ctx.db, input.cursor)),

	/** Begins no further match until it is resumed. */
	pause: operatorProcedure
		.input(ofRun)
		.mutation(({ ctx, input }) => pauseRun(ctx, { ...input, operatorId: ctx.actor.id })),

	/** Goes on; with a new budget if one is given, without one for null. */
	resume: operatorProcedure
		.input(ofRun.extend({ budgetUsd: budgetUsd.optional() }))
		.mutation(({ ctx, input }) => resumeRun(ctx, { ...input, operatorId: ctx.actor.id })),

	/** Begins no further match for good. */
	cancel: operatorProcedure
		.input(ofRun)
		.mutation(({ ctx, input }) => cancelRun(ctx, { ...input, operatorId: ctx.actor.id })),
});
