import { MINUTE, SECOND, SystemClock } from '../server/clock.ts';
import type { Env } from '../server/env.ts';
import { makeAnalysis } from '../server/pipeline/analysis.ts';
import { createAdvancer } from '../server/pipeline/backfill/advance-runs.ts';
import { healFailures } from '../server/pipeline/failures.ts';
import { fetchLineups } from '../server/pipeline/lineups.ts';
import { type Intervals, schedulingNets } from '../server/pipeline/nets.ts';
import { standardConcurrency } from '../server/pipeline/queues/queue-work.ts';
import { reconcileMatches } from '../server/pipeline/reconcile.ts';
import type { QueuedStage } from '../server/pipeline/stages.ts';
import { pipelineSource } from '../server/pipeline-source.ts';
import type { Handlers } from '../server/queue/worker.ts';
import { createConductor } from '../server/replay/conductor.ts';
import { followedCompetitions } from '../server/settings/competitions.ts';
import { runWorker } from '../server/worker-process.ts';

await runWorker('scheduling', (context, workOn) => {
	const { db, clock, env, feed, replay } = context;
	const { source } = pipelineSource(context);
	const competitions = () => followedCompetitions(context);
	const realClock = new SystemClock();

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
			await fetchLineups({ ...context, source }, matchId);
			await stageEnded('lineups', matchId);
		},
	};
	workOn('analysis', handlers, { concurrency: standardConcurrency('analysis') });
	workOn('lineups', handlers, { concurrency: standardConcurrency('lineups') });

	return {
		leaderRounds: (signal) => [
			...(replay ? [[{ name: 'replay clock', every: 0, run: createConductor(context, replay) }]] : []),
			[{ name: 'backfill runs', every: 0, run: createAdvancer({ ...context, realClock }) }],
			...schedulingNets({ ...context, source, competitions }, intervalsOf(env), signal),
		],
	};
});

function intervalsOf(env: Env): Intervals {
	return {
		ingest: env.INGEST_INTERVAL_MINUTES * MINUTE,
		sweep: env.SWEEP_INTERVAL_SECONDS * SECOND,
		backfill: env.BACKFILL_INTERVAL_MINUTES * MINUTE,
		stuckCheck: env.STUCK_CHECK_INTERVAL_SECONDS * SECOND,
		live: env.LIVE_INTERVAL_SECONDS * SECOND,
	};
}
