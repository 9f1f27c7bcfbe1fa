import { z } from 'zod';
import { unknownMatches } from '../../pipeline/match-condition.ts';
import { matchDetail } from '../../pipeline/match-detail.ts';
import { listMatches } from '../../pipeline/match-list.ts';
import { findMatches } from '../../pipeline/match-search/find-matches.ts';
import { listCompetitions } from '../../pipeline/match-search/list-competitions.ts';
import { matchFilter } from '../../pipeline/match-search/match-filter.ts';
import { readPrediction } from '../../pipeline/match-story/read-prediction.ts';
import { runMatch } from '../../pipeline/match-story/run-match.ts';
import { plainText } from '../../plain-text.ts';
import { operatorProcedure, router, sharedProcedure } from '../init.ts';

const cursor = plainText.max(120).optional();

const listInput = z
	.object({
		filter: matchFilter.prefault({}),
		/** By kick-off: the earliest first, or the latest. */
		order: z.enum(['up', 'down']).default('up'),
		/** `next` of a page, for the one after it. */
		after: cursor,
		/** `previous` of a page, for the one before it. */
		before: cursor,
		limit: z.number().int().min(1).max(200).default(50),
	})
	.prefault({});

export const matchesRouter = router({
	/** A page of matches by kick-off; without a filter those of the replayed matchday, or of the last 24 h and the next 48 h. */
	list: sharedProcedure.input(listInput).query(({ ctx, input }) => listMatches(ctx, input)),

	/** The at most 8 matches that a text finds, the kick-off that is closest first: to choose one from. */
	find: sharedProcedure
		.input(z.object({ text: plainText.max(200) }))
		.query(({ ctx, input }) => findMatches(ctx, input.text)),

	/** The competitions that matches are stored of, by name. */
	competitions: sharedProcedure.query(({ ctx }) => listCompetitions(ctx.db)),

	/** Those of the ids that no match has. */
	unknown: operatorProcedure
		.input(z.object({ ids: z.array(plainText.max(100)).min(1).max(500) }))
		.query(({ ctx, input }) => unknownMatches(ctx.db, input.ids)),

	byId: sharedProcedure
		.input(z.object({ id: plainText.max(100) }))
		.query(({ ctx, input }) => matchDetail(ctx, input.id)),

	/** What one model said of a match, word for word, with what it was asked. */
	prediction: sharedProcedure
		.input(z.object({ matchId: plainText.max(100), modelId: plainText.max(100) }))
		.query(({ ctx, input }) => readPrediction(ctx.db, input)),

	/** Queues at once what a match lacks, and says what that was. */
	run: operatorProcedure
		.input(z.object({ id: plainText.max(100) }))
		.mutation(({ ctx, input }) => runMatch(ctx, { ...input, operatorId: ctx.actor.id })),
});
