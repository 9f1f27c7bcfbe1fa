import { z } from 'zod';
import { retrySettlements } from '../../pipeline/failures/retry-settlements.ts';
import { plainText } from '../../plain-text.ts';
import { operatorProcedure, router } from '../init.ts';

const matchIds = z.array(plainText.max(100)).min(1).max(500);

export const settlementRouter = router({
	/** Queues the settlements of finished matches again, and says of each match what happens to it or why not. */
	retry: operatorProcedure.input(z.object({ matchIds })).mutation(async ({ ctx, input }) => ({
		matches: await retrySettlements(ctx, { matchIds: input.matchIds, operatorId: ctx.actor.id }),
	})),
});
