import { publicProcedure } from '../init.ts';

/** The same answer as GET /api/health. */
export const healthProcedure = publicProcedure.query(({ ctx }) => ctx.health());
