import { createExpressMiddleware } from '@trpc/server/adapters/express';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import { createPasswordLogin } from '../auth/password-login.ts';
import { createTokenOwners } from '../auth/token-owners.ts';
import { type Clock, SECOND, SystemClock } from '../clock.ts';
import { changesPages } from '../feed/changes-pages.ts';
import { createActionRunner } from '../pipeline/failures/action-runner.ts';
import { createHealthCheck } from '../pipeline/health.ts';
import { createInvestigator } from '../pipeline/investigation/investigator.ts';
import type { ProcessContext } from '../process.ts';
import { createSharedAnswers, type SharedAnswers } from '../shared-answers.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { createRequestDurations, isEventStream } from '../telemetry/request-durations.ts';
import { tracing } from '../tracing/tracing.ts';
import type { WebServices } from '../trpc/context.ts';
import { appRouter } from '../trpc/router.ts';
import { adminApi } from './admin/admin-api.ts';
import { boardRoutes } from './board/board-routes.ts';
import { BOARD } from './board/open-board.ts';
import { healthRoute } from './health.ts';
import { metricsRoute } from './metrics.ts';
import { requestContext } from './request-context.ts';
import { requestId } from './request-id.ts';
import { sameOrigin, securityHeaders } from './security.ts';

/** What the web process lends to every request, made from what every process has. */
export function webServices(context: ProcessContext, realClock: Clock = new SystemClock()): WebServices {
	const requestDurations = createRequestDurations();
	return {
		...context,
		realClock,
		login: createPasswordLogin(context.db),
		tokens: createTokenOwners(context.db, realClock),
		shared: sharedAnswers(context, realClock),
		health: createHealthCheck(context, realClock),
		failureActions: createActionRunner({ ...context, realClock }),
		investigate: createInvestigator(context, realClock),
		requestDurations,
		metrics: createMetrics(context, realClock, requestDurations.registry),
	};
}

/** Real milliseconds that pages share an answer: some things change without a message, such as a worker that is silent. */
const SHARED = 10 * SECOND;
/** Answers that are kept for pages at most. */
const MOST_SHARED = 200;

/** What pages show is read once for all that are open, and anew when the feed tells of a change. */
function sharedAnswers({ listener }: ProcessContext, realClock: Clock): SharedAnswers {
	const shared = createSharedAnswers({ realClock, life: SHARED, most: MOST_SHARED });
	listener.onMessage((message) => {
		if (changesPages(message)) shared.forget();
	});
	return shared;
}

export interface WebAppOptions {
	/** Serves the console's pages and files; left out, there are the interfaces for programs alone. */
	pages?: RequestHandler;
	development?: boolean;
}

/** The web process's Express app: security headers, log, health, metrics, tRPC, and the console's pages. */
export function createWebApp(
	services: WebServices,
	{ pages, development = false }: WebAppOptions = {},
): Express {
	const app = express();
	app.disable('x-powered-by');
	// A proxy on this machine may say that it was asked over HTTPS.
	app.set('trust proxy', 'loopback');
	app.use(securityHeaders({ development }));
	app.use(requestId);
	const traces = tracing();
	if (traces) app.use(traces.request);
	app.use(requestLog(services));
	app.use(services.requestDurations.measure);
	app.use(
		compression({
			filter: (req, res) => !isEventStream(res.getHeader('Content-Type')) && compression.filter(req, res),
		}),
	);
	app.use(sameOrigin);
	app.get('/api/health', healthRoute(services.health));
	app.use('/api/admin', adminApi(services));
	app.get('/metrics', metricsRoute(services.metrics));
	app.use(
		'/trpc',
		createExpressMiddleware({
			router: appRouter,
			createContext: ({ req, res }) => requestContext(services, req, res),
			allowMethodOverride: true,
		}),
	);
	app.use(BOARD, boardRoutes(services));
	app.use('/api', (_req, res) => {
		res.status(404).json({
			error:
				'Nothing answers this method at this address: docs/OPERATIONS.md lists those under /api ("From curl and cron").',
		});
	});
	if (pages) app.use(pages);
	app.use(lastResort(services));
	return app;
}

function requestLog({ log }: WebServices): RequestHandler {
	return pinoHttp({
		logger: log,
		genReqId: ({ id }) => id,
		customSuccessObject: (req, _res, line) => ({ ...line, request: req.id }),
		customErrorObject: (req, _res, _error, line) => ({ ...line, request: req.id }),
		customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'debug'),
		// Nothing that logs anyone in: neither cookies nor the headers with tokens and passwords.
		serializers: {
			req: ({ id, method, url }) => ({ id, method, url }),
			res: ({ statusCode }) => ({ statusCode }),
		},
	});
}

function lastResort({ log }: WebServices): ErrorRequestHandler {
	return (error, _req, res, next) => {
		log.error({ err: error }, 'a request failed');
		if (res.headersSent) return next(error);
		res
			.status(500)
			.type('text/plain')
			.send('Something went wrong on the server: try again; its log tells what it was.');
	};
}
