import { initTRPC } from '@trpc/server';
import superjson from 'superjson';
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
export const publicProcedure = trpc.procedure.use(async ({ ctx, next }) => {
	const result = await next();
	if (result.ok) return result;
	const error = toTrpcError(result.error, ctx.log);
	if (error.code === 'INTERNAL_SERVER_ERROR') ctx.health.doubt();
	throw error;
});

/** For operators; `ctx.actor` is who asks. */
export const operatorProcedure = publicProcedure.use(async ({ ctx, next }) =>
	next({ ctx: { actor: await requireOperator(ctx) } }),
);
