import type { RequestHandler } from 'express';
import type { HealthCheck } from '../pipeline/health.ts';

/** `GET /api/health`: 200 while Touchline can work, 503 when it cannot. */
export function healthRoute(health: HealthCheck): RequestHandler {
	return (_req, res, next) => {
		health().then((answer) => {
			res
				.status(answer.status === 'down' ? 503 : 200)
				.set('Cache-Control', 'no-store')
				.json(answer);
		}, next);
	};
}
