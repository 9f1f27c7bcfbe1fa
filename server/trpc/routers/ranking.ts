import { z } from 'zod';
import { ranking } from '../../pipeline/ranking.ts';
import { plainText } from '../../plain-text.ts';
import { sharedProcedure } from '../init.ts';

const filter = z
	.object({
		competition: plainText.max(100).optional(),
		from: z.date().optional(),
		to: z.date().optional(),
		includeRetroactive: z.boolean().default(false),
	})
	.refine(({ from, to }) => !from || !to || from < to, '"from" must be before "to"')
	.prefault({});

/** The models by points per match, the best first; on-time predictions alone unless it is asked for the others. */
export const rankingProcedure = sharedProcedure
	.input(filter)
	.query(({ ctx, input }) => ranking(ctx.db, input));
