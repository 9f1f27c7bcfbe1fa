import { z } from 'zod';
import { unknownMatches } from '../../pipeline/match-condition.ts';
import { matchDetail } from '../../pipeline/match-detail.ts';
import { listMatches } from '../../pipeline/match-list.ts';
import { findMatches } from '../../pipeline/match-search/find-matches.ts';
import { plainText } from '../../plain-text.ts';
import { operatorProcedure, router, sharedProcedure } from '../init.ts';
import { windowUpTo } from '../time-window.ts';

const LONGEST_DAYS = 31;

const listInput = z.object({ from: z.date(), to: z.date() }).superRefine(windowUpTo(LONGEST_DAYS)).optional();

export const matchesRouter = router({
	/** Matches by kick-off; without a window the replayed matchday, or the last 24 h and the next 48 h. */
	list: sharedProcedure.input(listInput).query(({ ctx, input }) => listMatches(ctx, input)),

	/** The at most 8 matches that a text finds, the kick-off that is closest first: to choose one from. */
	find: sharedProcedure
		.input(z.object({ text: plainText.max(200) }))
		.query(({ ctx, input }) => findMatches(ctx, input.text)),

	/** Those of the ids that no match has. */
	unknown: operatorProcedure
		.input(z.object({ ids: z.array(plainText.max(100)).min(1).max(500) }))
		.query(({ ctx, input }) => unknownMatches(ctx.db, input.ids)),

	byId: sharedProcedure
		.input(z.object({ id: z.string().min(1).max(100) }))
		.query(({ ctx, input }) => matchDetail(ctx, input.id)),
});
