import { z } from 'zod';
import { plainText } from '../../plain-text.ts';
import { followCompetition, unfollowCompetition } from '../../settings/competitions.ts';
import { listCompetitions } from '../../settings/list-competitions.ts';
import { operatorProcedure, router, sharedProcedure } from '../init.ts';

const id = plainText.max(100);

export const competitionsRouter = router({
	/** Those that are followed, or were, with what of them is coming. */
	list: sharedProcedure.query(({ ctx }) => listCompetitions(ctx)),

	/** Reads their fixtures from now on. */
	follow: operatorProcedure
		.input(z.object({ id }))
		.mutation(({ ctx, input }) => followCompetition(ctx, input.id, ctx.actor.id)),

	/** Reads them no more; `confirmed` is how many coming matches the operator was shown. */
	unfollow: operatorProcedure
		.input(z.object({ id, confirmed: z.number().int().min(0) }))
		.mutation(({ ctx, input }) => unfollowCompetition(ctx, input, ctx.actor.id)),
});
