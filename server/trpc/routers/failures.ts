import { z } from 'zod';
import { countOpenFailures, openFailures } from '../../pipeline/open-failures.ts';
import { retryFailures } from '../../pipeline/retry.ts';
import { operatorProcedure, router } from '../init.ts';

const ids = z.array(z.string().min(1).max(100)).min(1).max(500);

export const failuresRouter = router({
	/** The open failures, the newest first, at most 500; the counts are of all. */
	list: operatorProcedure.query(async ({ ctx }) => ({
		failures: await openFailures(ctx.db),
		counts: await countOpenFailures(ctx.db),
	})),

	/** Tries the named failures again at once, and says what that did to each match. */
	retry: operatorProcedure
		.input(z.object({ ids }))
		.mutation(({ ctx, input }) => retryFailures(ctx, { ids: input.ids, operatorId: ctx.actor.id })),
});
