import { z } from 'zod';
import { listModels } from '../../pipeline/models/list-models.ts';
import { readModel } from '../../pipeline/models/read-model.ts';
import { setModelEnabled } from '../../pipeline/models/set-model-enabled.ts';
import { plainText } from '../../plain-text.ts';
import { operatorProcedure, router, sharedProcedure } from '../init.ts';

const span = z.enum(['day', 'week', 'month']).default('week');
const id = plainText.max(200);

export const modelsRouter = router({
	/** Every model: its calls over a time, and its health over 7 days; every provider. */
	list: sharedProcedure
		.input(z.object({ span }).prefault({}))
		.query(({ ctx, input }) => listModels(ctx, input.span)),

	/** All there is to tell of one model. */
	one: sharedProcedure
		.input(z.object({ id, span, includeRetroactive: z.boolean().default(false) }))
		.query(({ ctx, input }) => readModel(ctx, input)),

	/** Has matches ask a model, by its id or name, from now on, or not any more. */
	setEnabled: operatorProcedure
		.input(z.object({ id, enabled: z.boolean() }))
		.mutation(({ ctx, input }) => setModelEnabled(ctx, input, ctx.actor.id)),
});
