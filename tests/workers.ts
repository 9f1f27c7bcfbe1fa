import type { FixtureSource } from '../server/football/source.ts';
import type { ChatClient } from '../server/models/chat-client.ts';
import { PROVIDER_IDS } from '../server/models/providers.ts';
import { makeAnalysis } from '../server/pipeline/analysis.ts';
import { failedWorkOf, recordFailure } from '../server/pipeline/failures.ts';
import { fanOut } from '../server/pipeline/fan-out.ts';
import { fetchLineups } from '../server/pipeline/lineups.ts';
import { createModelCall } from '../server/pipeline/model-call.ts';
import { reconcileMatches } from '../server/pipeline/reconcile.ts';
import { createSettlementJob } from '../server/pipeline/settlement-job.ts';
import { modelCallQueue } from '../server/queue/catalogue.ts';
import { type Handlers, type RunningWorker, startWorker } from '../server/queue/worker.ts';
import type { TestPipeline } from './pipeline.ts';

/**
 * Works on every queue within the test's process, as the worker processes do; what it counted is stored at its end.
 * Close it before the pipeline is.
 */
export async function startWorkers(
	pipeline: TestPipeline,
	models: ChatClient,
	source: FixtureSource,
): Promise<{ close(): Promise<void> }> {
	const { db, clock } = pipeline;
	const settle = createSettlementJob(pipeline);
	const handlers: Handlers<'analysis' | 'lineups' | 'predictions' | 'model-call' | 'settlement'> = {
		async analysis({ matchId }) {
			await makeAnalysis(db, { matchId, now: clock.now() });
			await reconcileMatches(pipeline, [matchId]);
		},
		async lineups({ matchId }) {
			await fetchLineups({ ...pipeline, source }, matchId);
			await reconcileMatches(pipeline, [matchId]);
		},
		predictions: ({ matchId }) => fanOut(pipeline, matchId),
		'model-call': createModelCall({
			...pipeline,
			models,
			onRetroactiveComplete: (matchId) => reconcileMatches(pipeline, [matchId]),
		}),
		settlement: ({ matchId }) => settle(matchId),
	};
	const running: RunningWorker[] = [];
	const queues = ['analysis', 'lineups', 'predictions', 'settlement', ...PROVIDER_IDS.map(modelCallQueue)];
	for (const queue of queues) {
		const worker = startWorker(queue, handlers, {
			...pipeline,
			concurrency: 20,
			onFinalFailure: async (failure) => {
				await recordFailure(db, failedWorkOf(failure), failure, clock.now());
			},
		});
		running.push(worker);
		await worker.ready();
	}
	return {
		async close() {
			await Promise.all(running.map((worker) => worker.close()));
			await pipeline.modelCalls.store();
		},
	};
}
