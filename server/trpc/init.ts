import { createHash } from 'node:crypto';
import { initTRPC } from '@trpc/server';
import superjson from 'superjson';
import { mayOnlyLook } from '../auth/may-only-look.ts';
import { type RequestContext, requireOperator } from './context.ts';
import { toTrpcError } from './errors.ts';

const trpc = initTRPC.context<RequestContext>().create({
	transformer: superjson,
	errorFormatter: ({ shape: { message, code, data } }) => ({
		message,
		code,
		data: { code: data.code, httpStatus: data.httpStatus, path: data.path },
	}),
	sse: {
		ping: { enabled: true, intervalMs: 5_000 },
		client: { reconnectAfterInactivityMs: 15_000 },
	},
});

export const { router, createCallerFactory } = trpc;

/** For everyone. */
export const publicProcedure = trpc.procedure.use(async ({ ctx, type, next }) => {
	const result = await next();
	// Who has changed something sees it, before the feed tells everybody; who was refused sees what is so now.
	if (type === 'mutation') ctx.shared.forget();
	if (result.ok) return result;
	const error = toTrpcError(result.error, ctx.log);
	if (error.code === 'INTERNAL_SERVER_ERROR') ctx.health.doubt();
	throw error;
});

/**
 * For operators and, as long as it changes nothing, for viewers; `ctx.actor` is who asks. This is the one place that tells
 * the two apart: pages, the command line and the addresses under /api/admin all come through here.
 */
export const operatorProcedure = publicProcedure.use(async ({ ctx, type, next }) => {
	const actor = await requireOperator(ctx);
	if (type === 'mutation' && actor.role === 'viewer') throw mayOnlyLook(actor);
	return next({ ctx: { actor } });
});

/**
 * For operators, the same for each of them and not dear to be seconds old: all who ask the same share the answer until the
 * feed tells of a change, an operator changes something here, or 10 s have passed.
 */
export const sharedProcedure = operatorProcedure.use(async ({ ctx, path, getRawInput, next }) => {
	const key = `${path} ${superjson.stringify(await getRawInput())}`;
	// Answers that are for whoever asked first may not depend on who that was.
	const answer = () => next({ ctx: { actor: undefined } });
	return ctx.shared.share(createHash('sha256').update(key).digest('base64'), async () => {
		const result = await answer();
		if (!result.ok) throw result.error;
		return result;
	});
});
