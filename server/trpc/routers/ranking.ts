import { z } from 'zod';
import { firstOfDays } from '../../history/ages.ts';
import { ranking } from '../../pipeline/ranking.ts';
import { plainText } from '../../plain-text.ts';
import { sharedProcedure } from '../init.ts';

const filter = z
	.object({
		competition: plainText.max(100).optional(),
		/** Matches of so many days (UTC), today among them: instead of a `from`. */
		days: z.number().int().min(1).max(10_000).optional(),
		from: z.date().optional(),
		to: z.date().optional(),
		includeRetroactive: z.boolean().default(false),
	})
	.refine(({ from, to }) => !from || !to || from < to, '"from" must be before "to"')
	.refine(({ days, from }) => !days || !from, 'either "days" or "from", not both')
	.prefault({});

/** The models by points per match, the best first; on-time predictions alone unless it is asked for the others. */
export const rankingProcedure = sharedProcedure
	.input(filter)
	.query(({ ctx: { db, clock }, input: { days, from, ...asked } }) =>
		ranking(db, { ...asked, from: days === undefined ? from : firstOfDays(days, clock.now()) }),
	);
