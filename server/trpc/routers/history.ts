import { z } from 'zod';
import { coverageHistory } from '../../history/coverage-history.ts';
import { lastDays } from '../../history/last-days.ts';
import { modelHistory } from '../../history/model-history.ts';
import { serviceHistory } from '../../history/service-history.ts';
import { outagesBetween } from '../../pipeline/outages.ts';
import { plainText } from '../../plain-text.ts';
import { router, sharedProcedure } from '../init.ts';
import { windowUpTo } from '../time-window.ts';

const LONGEST_DAYS = 400;

const time = z.date();
const window = z.object({ from: time, to: time }).superRefine(windowUpTo(LONGEST_DAYS));

export const historyRouter = router({
	/** All of it over the last days on one page. */
	lastDays: sharedProcedure
		.input(z.object({ days: z.int().min(1).max(LONGEST_DAYS).default(30) }).prefault({}))
		.query(({ ctx, input }) => lastDays(ctx, input.days)),

	/** The coverage over some time, in at most 500 points or so. */
	coverage: sharedProcedure
		.input(window)
		.query(({ ctx, input }) => coverageHistory(ctx.db, input.from, input.to)),

	/** How the matches of each day were served; without a window those of the last 30 days. */
	service: sharedProcedure
		.input(
			z
				.object({ from: time, to: time, competition: plainText.max(100) })
				.partial()
				.superRefine(windowUpTo(LONGEST_DAYS))
				.prefault({}),
		)
		.query(({ ctx, input }) => serviceHistory(ctx.db, ctx.clock.now(), input)),

	/** How the calls of each enabled model went, today and on the days before. */
	models: sharedProcedure
		.input(z.object({ days: z.int().min(1).max(LONGEST_DAYS).default(7) }).prefault({}))
		.query(({ ctx, input }) => modelHistory(ctx.db, ctx.clock.now(), input.days)),

	/** When no worker of a kind was alive; outages are known for 90 days. */
	outages: sharedProcedure
		.input(window)
		.query(({ ctx, input }) => outagesBetween(ctx.db, input.from, input.to)),
});
