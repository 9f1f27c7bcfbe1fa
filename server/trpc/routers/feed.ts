import { tracked } from '@trpc/server';
import { z } from 'zod';
import type { FeedMessage } from '../../feed/publisher.ts';
import { readClock } from '../../pipeline/status.ts';
import { operatorProcedure, router } from '../init.ts';

/** A page that comes back after a break may have missed anything. */
const EVERYTHING: FeedMessage = {
	matches: [],
	topics: ['failures', 'coverage', 'backfill', 'alerts', 'queues', 'replay'],
};

export const feedRouter = router({
	/**
	 * What changes from now on, as server-sent events, each with the pipeline's clock. A client that comes
	 * back after a break is told at once that everything may have changed.
	 */
	changes: operatorProcedure
		.input(z.object({ lastEventId: z.string().nullish() }).optional())
		.subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
			let number = 0;
			const numbered = (message: FeedMessage) =>
				tracked(String(++number), { ...message, clock: readClock(ctx.clock) });
			if (input?.lastEventId) yield numbered(EVERYTHING);
			try {
				for await (const message of ctx.listener.messages(signal)) yield numbered(message);
			} catch (error) {
				if (!signal.aborted) throw error;
			}
		}),
});
