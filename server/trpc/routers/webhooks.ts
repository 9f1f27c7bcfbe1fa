import { z } from 'zod';
import { recentDeliveries } from '../../alerts/delivery/list-deliveries.ts';
import { tryWebhook } from '../../alerts/delivery/try-webhook.ts';
import {
	addWebhook,
	listWebhooks,
	newWebhook,
	removeWebhook,
	setWebhookEnabled,
} from '../../alerts/webhooks.ts';
import { plainText } from '../../plain-text.ts';
import { operatorProcedure, router, sharedProcedure } from '../init.ts';

const named = z.object({ name: plainText.max(100) });

export const webhooksRouter = router({
	/** By name; their secrets are told to nobody. */
	list: sharedProcedure.query(({ ctx }) => listWebhooks(ctx.db)),

	/** Adds one; its secret is in the answer, this once. */
	add: operatorProcedure.input(newWebhook).mutation(({ ctx, input }) => addWebhook(ctx, input, ctx.actor.id)),

	remove: operatorProcedure
		.input(named)
		.mutation(({ ctx, input }) => removeWebhook(ctx, input.name, ctx.actor.id)),

	/** Turns one on or off. */
	setEnabled: operatorProcedure
		.input(named.extend({ enabled: z.boolean() }))
		.mutation(({ ctx, input }) => setWebhookEnabled(ctx, input, ctx.actor.id)),

	/** Sends a test message, and waits for what comes of it, for 15 s at most. */
	test: operatorProcedure
		.input(named)
		.mutation(({ ctx, input }) =>
			tryWebhook({ ...ctx, consoleUrl: ctx.env.CONSOLE_URL }, input.name, ctx.actor.id),
		),

	/** The last 50 messages and what became of them, the newest first. */
	deliveries: sharedProcedure.query(({ ctx }) => recentDeliveries(ctx.db)),
});
