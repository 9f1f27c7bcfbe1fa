import { enabledModels } from '../server/pipeline/enabled-models.ts';
import { healFailures } from '../server/pipeline/failures.ts';
import { fanOut } from '../server/pipeline/fan-out.ts';
import { createModelCall } from '../server/pipeline/model-call.ts';
import { standardConcurrency } from '../server/pipeline/queues/queue-work.ts';
import { reconcileMatches } from '../server/pipeline/reconcile.ts';
import { pipelineModels, providerLimits } from '../server/pipeline-models.ts';
import { modelCallQueue } from '../server/queue/catalogue.ts';
import type { Handlers } from '../server/queue/worker.ts';
import { runWorker } from '../server/worker-process.ts';

/**
 * Jobs that a worker holds for each call in flight: with the next ones at hand, no provider waits for a
 * queue to hand over a job.
 */
const HELD_PER_CALL = 1.5;

await runWorker('prediction', async (context, workOn) => {
	const { env, db, clock } = context;
	const limits = providerLimits(env, await enabledModels(db));
	const models = pipelineModels(env);
	const onRetroactiveComplete = (matchId: string) => reconcileMatches(context, [matchId]);

	const handlers: Handlers<'predictions' | 'model-call'> = {
		async predictions({ matchId }) {
			await fanOut(context, matchId);
			await healFailures(db, { stage: 'predictions', matchId, modelId: null }, clock.now());
		},
		'model-call': createModelCall({ ...context, models, onRetroactiveComplete }),
	};
	workOn('predictions', handlers, { concurrency: standardConcurrency('predictions') });
	for (const { provider, inFlight, perMinute } of limits) {
		workOn(modelCallQueue(provider), handlers, {
			concurrency: inFlight,
			toTake: (calls) => Math.ceil(calls * HELD_PER_CALL),
			onConcurrency: (calls) => models.allow(provider, calls),
			perMinute,
		});
	}
	return { close: () => models.close() };
});
