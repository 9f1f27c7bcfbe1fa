import { enabledModels } from '../server/pipeline/enabled-models.ts';
import { healFailures } from '../server/pipeline/failures.ts';
import { fanOut } from '../server/pipeline/fan-out.ts';
import { predictWithModel } from '../server/pipeline/model-call.ts';
import { reconcileMatches } from '../server/pipeline/reconcile.ts';
import { pipelineModels, providerLimits } from '../server/pipeline-models.ts';
import { modelCallQueue } from '../server/queue/catalogue.ts';
import type { Handlers } from '../server/queue/worker.ts';
import { runWorker } from '../server/worker-process.ts';

await runWorker('prediction', async (context, workOn) => {
	const { env, db, clock, feed } = context;
	const models = pipelineModels(env);
	const onRetroactiveComplete = (matchId: string) => reconcileMatches(context, [matchId]);

	const handlers: Handlers<'predictions' | 'model-call'> = {
		async predictions({ matchId }) {
			await fanOut(context, matchId);
			await healFailures(db, { stage: 'predictions', matchId, modelId: null }, clock.now());
		},
		'model-call': (payload, signal) =>
			predictWithModel({ db, clock, models, feed, onRetroactiveComplete }, payload, signal),
	};
	workOn('predictions', handlers, { concurrency: 10 });
	for (const { provider, ...limits } of providerLimits(env, await enabledModels(db))) {
		workOn(modelCallQueue(provider), handlers, limits);
	}
	return { close: () => models.close() };
});
