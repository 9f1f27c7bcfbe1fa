import { z } from 'zod';
import { DAY } from '../../clock.ts';
import { actOnGroup, actOnMatching, actOnNamed } from '../../pipeline/failures/act-on-failures.ts';
import { actionResults } from '../../pipeline/failures/action-results.ts';
import { cancelAction } from '../../pipeline/failures/cancel-action.ts';
import { failureFilter } from '../../pipeline/failures/failure-filter.ts';
import { listFailures } from '../../pipeline/failures/list-failures.ts';
import { readAction, recentActions } from '../../pipeline/failures/read-action.ts';
import { LOOK_BACK } from '../../pipeline/investigation/look-back.ts';
import { countOpenFailures } from '../../pipeline/open-failures.ts';
import { plainText } from '../../plain-text.ts';
import { operatorProcedure, router, sharedProcedure } from '../init.ts';

const id = plainText.max(100);
const ids = z.array(id).min(1).max(500);
/** Why failures are cleared. */
const reason = plainText.max(500);
/** How many failures the operator was shown. */
const confirmed = z.number().int().min(0);
const limit = z.number().int().min(1).max(200).default(50);
/** A minute at least. */
const sinceDays = z
	.number()
	.min(1 / 1_440)
	.max(90)
	.default(LOOK_BACK / DAY);

const matching = z.object({ filter: failureFilter, confirmed });
const ofGroup = z.object({ group: id, confirmed, sinceDays });

export const failuresRouter = router({
	/** A page of failures, the newest first; without a filter the open ones. */
	list: sharedProcedure
		.input(
			z
				.object({ filter: failureFilter.prefault({}), cursor: plainText.max(200).optional(), limit })
				.prefault({}),
		)
		.query(({ ctx, input }) => listFailures(ctx.db, input.filter, input)),

	/** How many failures are open, by stage. */
	counts: sharedProcedure.query(({ ctx }) => countOpenFailures(ctx.db)),

	/** What failed in the last days, in groups, each with its cause, the evidence and the remedy. */
	investigate: sharedProcedure
		.input(z.object({ sinceDays, resolved: z.boolean().default(false) }).prefault({}))
		.query(({ ctx, input }) =>
			ctx.investigate({ lookBack: input.sinceDays * DAY, resolved: input.resolved }),
		),

	/** Queues the work of the named failures again at once, and says what that did to each. */
	retry: operatorProcedure
		.input(z.object({ ids }))
		.mutation(({ ctx, input }) =>
			actOnNamed(ctx, { ...input, work: { kind: 'retry' }, operatorId: ctx.actor.id }),
		),

	/** Closes the named failures without another try. */
	clear: operatorProcedure
		.input(z.object({ ids, reason }))
		.mutation(({ ctx, input }) =>
			actOnNamed(ctx, { ...input, work: clearing(input), operatorId: ctx.actor.id }),
		),

	/** Begins to retry all that match; refused when more match than were confirmed. */
	retryMatching: operatorProcedure
		.input(matching)
		.mutation(({ ctx, input }) =>
			actOnMatching(ctx, { ...input, work: { kind: 'retry' }, operatorId: ctx.actor.id }),
		),

	clearMatching: operatorProcedure
		.input(matching.extend({ reason }))
		.mutation(({ ctx, input }) =>
			actOnMatching(ctx, { ...input, work: clearing(input), operatorId: ctx.actor.id }),
		),

	/** Begins to retry the failures of a group of the investigation. */
	retryGroup: operatorProcedure
		.input(ofGroup)
		.mutation(({ ctx, input }) =>
			actOnGroup(ctx, { ...input, work: { kind: 'retry' }, operatorId: ctx.actor.id }),
		),

	clearGroup: operatorProcedure
		.input(ofGroup.extend({ reason }))
		.mutation(({ ctx, input }) =>
			actOnGroup(ctx, { ...input, work: clearing(input), operatorId: ctx.actor.id }),
		),

	/** An action and how far it is. */
	action: sharedProcedure.input(z.object({ id })).query(({ ctx, input }) => readAction(ctx.db, input.id)),

	/** A page of what an action did, failure by failure. */
	actionResults: sharedProcedure
		.input(
			z.object({
				id,
				cursor: z
					.string()
					.regex(/^\d{1,9}$/)
					.optional(),
				limit,
			}),
		)
		.query(({ ctx, input }) => actionResults(ctx.db, input)),

	/** The last 20 actions, the newest first. */
	recentActions: sharedProcedure.query(({ ctx }) => recentActions(ctx.db)),

	/** Ends an action: what was done stays, the rest is left alone. */
	cancelAction: operatorProcedure
		.input(z.object({ id }))
		.mutation(({ ctx, input }) => cancelAction(ctx, { id: input.id, operatorId: ctx.actor.id })),
});

function clearing({ reason }: { reason: string }): { kind: 'clear'; reason: string } {
	return { kind: 'clear', reason };
}
