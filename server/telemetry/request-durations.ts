import type { RequestHandler } from 'express';
import { Histogram, Registry } from 'prom-client';

/** Which part of the web process answers a request: few and fixed, since each is a label's value. */
type Route = 'page' | 'asset' | 'trpc' | 'api' | 'metrics';

/** Measures how long requests take, by the part that answers them and the class of the status, such as "2xx". */
export interface RequestDurations {
	registry: Registry;
	measure: RequestHandler;
}

/** Seconds: a page takes tens of milliseconds, and after 8 s it says that the database does not answer. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createRequestDurations(): RequestDurations {
	const registry = new Registry();
	const histogram = new Histogram({
		name: 'touchline_http_request_duration_seconds',
		help: 'How long the web process took to answer, by route and class of status; streams do not count.',
		labelNames: ['route', 'status'],
		buckets: BUCKETS,
		registers: [registry],
	});
	return {
		registry,
		measure(req, res, next) {
			const startedAt = performance.now();
			const route = routeOf(req.path);
			res.once('finish', () => {
				if (isEventStream(res.getHeader('Content-Type'))) return;
				const status = `${Math.floor(res.statusCode / 100)}xx`;
				histogram.observe({ route, status }, (performance.now() - startedAt) / 1_000);
			});
			next();
		},
	};
}

const ROUTES: [prefix: string, route: Route][] = [
	['/trpc', 'trpc'],
	['/api', 'api'],
	['/metrics', 'metrics'],
	['/assets', 'asset'],
];

function routeOf(path: string): Route {
	const found = ROUTES.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
	return found?.[1] ?? 'page';
}

/** Whether a response of this type has no end of its own. */
export function isEventStream(contentType: number | string | string[] | undefined): boolean {
	return String(contentType).startsWith('text/event-stream');
}
