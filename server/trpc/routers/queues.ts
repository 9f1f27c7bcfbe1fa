import { z } from 'zod';
import { pauseQueue, resumeQueue, setConcurrency } from '../../pipeline/queues/control-queue.ts';
import { reportQueues } from '../../pipeline/queues/queue-report.ts';
import { plainText } from '../../plain-text.ts';
import { operatorProcedure, router, sharedProcedure } from '../init.ts';

const queue = plainText.max(100);

export const queuesRouter = router({
	/** Every queue: what it holds and waits for, who works on it, and what came of its jobs in the last hour and day. */
	list: sharedProcedure
		.input(z.object({ span: z.enum(['hour', 'day']).default('hour') }).prefault({}))
		.query(({ ctx, input }) => reportQueues(ctx, input)),

	/** Lets nothing be taken from it until it is resumed; what is running ends. */
	pause: operatorProcedure
		.input(z.object({ queue }))
		.mutation(({ ctx, input }) => pauseQueue(ctx, { ...input, operatorId: ctx.actor.id })),

	/** Lets its jobs be taken again. */
	resume: operatorProcedure
		.input(z.object({ queue }))
		.mutation(({ ctx, input }) => resumeQueue(ctx, { ...input, operatorId: ctx.actor.id })),

	/** How many of its jobs each worker process works on at once, within seconds and over restarts. */
	setConcurrency: operatorProcedure
		.input(z.object({ queue, concurrency: z.number() }))
		.mutation(({ ctx, input: { concurrency: value, ...input } }) =>
			setConcurrency(ctx, { ...input, value, operatorId: ctx.actor.id }),
		),

	/** Goes back to what it is without an operator's word. */
	resetConcurrency: operatorProcedure
		.input(z.object({ queue }))
		.mutation(({ ctx, input }) => setConcurrency(ctx, { ...input, value: null, operatorId: ctx.actor.id })),
});
