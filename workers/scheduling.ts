import { HOUR, MINUTE } from '../server/clock.ts';
import { makeAnalysis } from '../server/pipeline/analysis.ts';
import { coverage } from '../server/pipeline/coverage.ts';
import { storeCoverage } from '../server/pipeline/coverage-snapshot.ts';
import { healFailures } from '../server/pipeline/failures.ts';
import { ingest } from '../server/pipeline/ingest.ts';
import { fetchLineups } from '../server/pipeline/lineups.ts';
import { pollLive } from '../server/pipeline/live.ts';
import { reconcileAll, reconcileMatches } from '../server/pipeline/reconcile.ts';
import type { QueuedStage } from '../server/pipeline/stages.ts';
import { pipelineSource } from '../server/pipeline-source.ts';
import type { Handlers } from '../server/queue/worker.ts';
import type { RecurringTask } from '../server/recurring.ts';
import { createConductor } from '../server/replay/conductor.ts';
import { runWorker } from '../server/worker-process.ts';

await runWorker('scheduling', (context, workOn) => {
	const { db, clock, feed, log, replay } = context;
	const { source, competitions } = pipelineSource(context);

	async function stageEnded(stage: QueuedStage, matchId: string) {
		await healFailures(db, { stage, matchId, modelId: null }, clock.now());
		feed.match(matchId);
		await reconcileMatches(context, [matchId]);
	}

	const handlers: Handlers<'analysis' | 'lineups'> = {
		async analysis({ matchId }) {
			await makeAnalysis(db, { matchId, now: clock.now() });
			await stageEnded('analysis', matchId);
		},
		async lineups({ matchId }) {
			await fetchLineups({ db, clock, source }, matchId);
			await stageEnded('lineups', matchId);
		},
	};
	workOn('analysis', handlers, { concurrency: 4 });
	workOn('lineups', handlers, { concurrency: 10 });

	async function sweep() {
		await reconcileAll(context);
		await storeCoverage(db, await coverage(context));
		feed.topic('coverage');
	}

	const pipeline: RecurringTask[] = [
		{ name: 'ingest', every: 3 * HOUR, run: () => ingest({ db, clock, source, log }, competitions) },
		{ name: 'sweep', every: MINUTE, run: sweep },
		{ name: 'live', every: MINUTE, run: () => pollLive({ ...context, source }) },
	];
	const conducting = replay
		? [{ name: 'replay clock', every: 0, run: createConductor(context, replay) }]
		: [];
	return { rounds: [conducting, pipeline] };
});
