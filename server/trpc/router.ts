import { createCallerFactory, router } from './init.ts';
import { alertsRouter } from './routers/alerts.ts';
import { auditRouter } from './routers/audit.ts';
import { authRouter } from './routers/auth.ts';
import { backfillRouter } from './routers/backfill.ts';
import { competitionsRouter } from './routers/competitions.ts';
import { failuresRouter } from './routers/failures.ts';
import { feedRouter } from './routers/feed.ts';
import { healthProcedure } from './routers/health.ts';
import { historyRouter } from './routers/history.ts';
import { installationProcedure } from './routers/installation.ts';
import { matchesRouter } from './routers/matches.ts';
import { modelsRouter } from './routers/models.ts';
import { overviewProcedure } from './routers/overview.ts';
import { passesRouter } from './routers/passes.ts';
import { peopleRouter } from './routers/people.ts';
import { pipelineHealthProcedure } from './routers/pipeline-health.ts';
import { queuesRouter } from './routers/queues.ts';
import { rankingProcedure } from './routers/ranking.ts';
import { settlementRouter } from './routers/settlement.ts';
import { statusProcedure } from './routers/status.ts';
import { webhooksRouter } from './routers/webhooks.ts';

/** Everything that the console can do. */
export const appRouter = router({
	auth: authRouter,
	audit: auditRouter,
	overview: overviewProcedure,
	alerts: alertsRouter,
	webhooks: webhooksRouter,
	competitions: competitionsRouter,
	installation: installationProcedure,
	matches: matchesRouter,
	failures: failuresRouter,
	backfill: backfillRouter,
	settlement: settlementRouter,
	passes: passesRouter,
	people: peopleRouter,
	models: modelsRouter,
	queues: queuesRouter,
	ranking: rankingProcedure,
	history: historyRouter,
	feed: feedRouter,
	status: statusProcedure,
	pipelineHealth: pipelineHealthProcedure,
	health: healthProcedure,
});

export type AppRouter = typeof appRouter;

/** Calls procedures from within this process, for one request. */
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
