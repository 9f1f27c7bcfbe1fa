import { enabledModels } from '../server/pipeline/enabled-models.ts';
import { healFailures } from '../server/pipeline/failures.ts';
import { fanOut } from '../server/pipeline/fan-out.ts';
import { createModelCall } from '../server/pipeline/model-call.ts';
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

/** Matches that fan out at once: with few, the first calls leave while the next matches are read. */
const FAN_OUTS = 3;

await runWorker('prediction', async (context, workOn) => {
	const { env, db, clock } = context;
	const limits = providerLimits(env, await enabledModels(db));
	const models = pipelineModels(env, limits);
	const onRetroactiveComplete = (matchId: string) => reconcileMatches(context, [matchId]);

	const handlers: Handlers<'predictions' | 'model-call'> = {
		async predictions({ matchId }) {
			await fanOut(context, matchId);
			await healFailures(db, { stage: 'predictions', matchId, modelId: null }, clock.now());
		},
		'model-call': createModelCall({ ...context, models, onRetroactiveComplete }),
	};
	workOn('predictions', handlers, { concurrency: FAN_OUTS });
	for (const { provider, inFlight, perMinute } of limits) {
		const concurrency = Math.ceil(inFlight * HELD_PER_CALL);
		workOn(modelCallQueue(provider), handlers, { concurrency, perMinute });
	}
	return { close: () => models.close() };
});
