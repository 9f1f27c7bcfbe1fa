import type { RequestHandler } from 'express';
import type { Metrics } from '../telemetry/metrics.ts';

/**
 * `GET /metrics` for Prometheus. Public, like /api/health: counts only, no names, and whoever scrapes has
 * no session. Keep it from strangers with the proxy in front, as the console itself.
 */
export function metricsRoute(metrics: () => Promise<Metrics>): RequestHandler {
	return (_req, res, next) => {
		metrics().then(({ contentType, text }) => {
			res.set('Content-Type', contentType).set('Cache-Control', 'no-store').end(text);
		}, next);
	};
}
