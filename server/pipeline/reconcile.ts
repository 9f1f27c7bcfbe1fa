import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { Logger } from '../log.ts';
import { type NewJob, newJob } from '../queue/catalogue.ts';
import type { Queues } from '../queue/queues.ts';
import { claimed } from './claims.ts';
import { loadFacts, type MatchCondition, withIds } from './load-facts.ts';
import { plan, type QueueChange } from './plan.ts';
import { QUEUED_STAGES, type QueuedStage, type Windows } from './stages.ts';

export interface ReconcileDeps {
	db: Database;
	clock: Clock;
	queues: Queues;
	windows: Windows;
	log: Logger;
}

/** What one pass found and did. */
export interface ReconcileReport {
	checked: number;
	added: Record<QueuedStage, number>;
	moved: number;
	dropped: number;
	/** Stages that cannot go on yet because of an earlier one. */
	blocked: number;
	tookMs: number;
}

/**
 * Asserts into the queues what the facts of every claimed match demand: at start, and with every sweep.
 * Running it twice changes nothing.
 */
export function reconcileAll(deps: ReconcileDeps): Promise<ReconcileReport> {
	return reconcile(deps, claimed(deps.clock.now(), deps.windows));
}

/** The same for the named matches only, whatever their age: after a stage has ended, or for a retry. */
export function reconcileMatches(deps: ReconcileDeps, ids: string[]): Promise<ReconcileReport> {
	return reconcile(deps, withIds(ids));
}

async function reconcile(deps: ReconcileDeps, condition: MatchCondition): Promise<ReconcileReport> {
	const started = performance.now();
	const matches = await loadFacts(deps, condition);
	const now = deps.clock.now();
	const plans = matches.map((facts) => ({ matchId: facts.id, ...plan(facts, now, deps.windows) }));
	const changes = plans.flatMap(({ matchId, changes }) => changes.map((change) => ({ matchId, ...change })));
	const jobsTo = (kind: QueueChange['change']): NewJob[] =>
		changes
			.filter(({ change }) => change === kind)
			.map(({ stage, matchId, dueAt }) => newJob(stage, { matchId }, dueAt));

	const [added, moved, dropped] = [jobsTo('add'), jobsTo('move'), jobsTo('drop')];
	await deps.queues.add(added);
	await deps.queues.move(moved);
	await deps.queues.drop(dropped);

	const report: ReconcileReport = {
		checked: matches.length,
		added: countByStage(added),
		moved: moved.length,
		dropped: dropped.length,
		blocked: plans.flatMap(({ stages }) => Object.values(stages)).filter(({ is }) => is === 'blocked').length,
		tookMs: Math.round(performance.now() - started),
	};
	deps.log[changes.length > 0 ? 'info' : 'debug'](report, 'reconciled');
	return report;
}

function countByStage(jobs: NewJob[]): Record<QueuedStage, number> {
	const counts = { analysis: 0, lineups: 0, predictions: 0, settlement: 0 };
	for (const stage of QUEUED_STAGES) counts[stage] = jobs.filter(({ name }) => name === stage).length;
	return counts;
}
