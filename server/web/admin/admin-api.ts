import { Router } from 'express';
import { z } from 'zod';
import { MOST_HOURS } from '../../pipeline/coverage.ts';
import { plainText } from '../../plain-text.ts';
import type { WebServices } from '../../trpc/context.ts';
import { answering } from './answering.ts';
import { auditExport } from './audit-export.ts';
import { jsonBody, refusedBody } from './json-body.ts';
import { actOnSettlementFailures, readSettlementFailures } from './settlement-failures.ts';
import { retrySettlements } from './settlement-retry.ts';

/**
 * What cron jobs and uptime checks ask for with curl. Each address stands for a procedure of tRPC, or two, with the same
 * rights and refusals; an error is `{ "error": sentence }` with the status that says of what kind it is.
 */
export function adminApi(services: WebServices): Router {
	const answer = answering(services);
	const router = Router();
	router.get(
		'/pipeline-health',
		answer(async ({ caller, query }) => ({ body: await caller.pipelineHealth(window.parse(query)) })),
	);
	router
		.route('/settlement-failures')
		.get(answer(readSettlementFailures))
		.post(jsonBody, answer(actOnSettlementFailures));
	router.get(
		'/failure-actions/:id',
		answer(async ({ caller, params }) => ({ body: await caller.failures.action(action.parse(params)) })),
	);
	router.get('/audit', auditExport(services));
	router.post('/settlement/retry', jsonBody, answer(retrySettlements));
	router.use(refusedBody);
	return router;
}

const window = z.strictObject({ hours: z.coerce.number(`give 1 to ${MOST_HOURS} whole hours`).optional() });
const action = z.object({ id: plainText.max(100) });
