import { z } from 'zod';
import { endSession, startSession } from '../../auth/sessions.ts';
import { publicProcedure, router } from '../init.ts';

const credentials = z.object({ name: z.string().trim().min(1).max(100), password: z.string().max(1_000) });

export const authRouter = router({
	/** Starts a session: its token travels in a cookie that scripts cannot read. */
	login: publicProcedure.input(credentials).mutation(async ({ ctx, input }) => {
		const operator = await ctx.login({ ...input, ip: ctx.ip });
		ctx.setSession(await startSession(ctx.db, operator.id, ctx.realClock.now()));
		return { name: operator.name, role: operator.role };
	}),

	logout: publicProcedure.mutation(async ({ ctx }) => {
		if (ctx.sessionToken !== null) {
			await endSession(ctx.db, ctx.sessionToken);
			ctx.tokens.forget(ctx.sessionToken);
		}
		ctx.setSession(null);
	}),

	/** Who asks and what they may do, null when the request does not say. */
	me: publicProcedure.query(async ({ ctx }) => {
		const operator = await ctx.operator();
		return operator && { name: operator.name, role: operator.role };
	}),
});
