import { z } from 'zod';
import { acknowledge } from '../../alerts/acknowledge.ts';
import { openAlerts, pastAlerts } from '../../alerts/list-alerts.ts';
import { plainText } from '../../plain-text.ts';
import { operatorProcedure, router, sharedProcedure } from '../init.ts';

export const alertsRouter = router({
	/** What is wrong now: the most severe first, and of those the newest. */
	list: sharedProcedure.query(({ ctx }) => openAlerts(ctx.db)),

	/** A page of what was wrong, the last to close first. */
	past: sharedProcedure
		.input(
			z
				.object({
					cursor: plainText.max(200).optional(),
					limit: z.number().int().min(1).max(200).default(50),
				})
				.prefault({}),
		)
		.query(({ ctx, input }) => pastAlerts(ctx.db, input)),

	/** Says that the operator knows of them; `passOverClosed` when all of those that were open were meant. */
	acknowledge: operatorProcedure
		.input(
			z.object({
				ids: z.array(plainText.max(100)).min(1).max(500),
				passOverClosed: z.boolean().default(false),
			}),
		)
		.mutation(({ ctx, input }) => acknowledge(ctx, { ...input, operatorId: ctx.actor.id })),
});
