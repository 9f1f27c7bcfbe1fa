import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { Logger } from '../log.ts';
import { newJob } from '../queue/catalogue.ts';
import type { Queues } from '../queue/queues.ts';
import { yieldAfterKickoff } from './after-kickoff.ts';
import { eachBatch } from './match-batches.ts';
import { type MatchCondition, matchIds } from './match-condition.ts';
import type { MatchState } from './match-state.ts';
import { changesSomething, type PlannedChange, type ReconcileReport } from './pass-report.ts';
import type { QueueChange } from './queue-changes.ts';
import { createTally } from './reconcile-tally.ts';
import type { Windows } from './stages.ts';

export interface ReconcileDeps {
	db: Database;
	clock: Clock;
	queues: Queues;
	windows: Windows;
	log: Logger;
}

/** Asserts into the queues what the facts of the matches demand. Running it twice changes nothing. */
export async function reconcile(deps: ReconcileDeps, condition: MatchCondition): Promise<ReconcileReport> {
	return reconcileMatches(deps, await matchIds(deps.db, condition));
}

/** The same for the named matches, whatever their age: after a stage has ended, or for a retry. */
export async function reconcileMatches(deps: ReconcileDeps, ids: string[]): Promise<ReconcileReport> {
	const tally = createTally();
	await eachBatch(deps, ids, async (matches) => {
		tally.count(matches);
		await applyChanges(
			deps.queues,
			matches.flatMap((match) => jobsOf(match, deps.clock.now())),
		);
	});
	const report = tally.report();
	deps.log[changesSomething(report) ? 'info' : 'debug'](report, 'reconciled');
	return report;
}

/** What `reconcile` would do now; it changes nothing. */
export async function previewReconcile(
	deps: ReconcileDeps,
	condition: MatchCondition,
): Promise<{ report: ReconcileReport; changes: PlannedChange[] }> {
	const tally = createTally();
	const changes: PlannedChange[] = [];
	await eachBatch(deps, await matchIds(deps.db, condition), async (matches) => {
		tally.count(matches);
		for (const { id: matchId, home, away, kickoffAt, kickoffConfirmed, plan } of matches) {
			const match = { matchId, home, away, kickoffAt, kickoffConfirmed };
			changes.push(...plan.changes.map((change) => ({ ...match, ...change })));
		}
	});
	return { report: tally.report(), changes };
}

function jobsOf({ id, kickoffAt, plan }: MatchState, now: Date) {
	return plan.changes.map(({ stage, change, dueAt }) => {
		const job = newJob(stage, { matchId: id }, dueAt);
		return { change, job: stage === 'settlement' ? job : yieldAfterKickoff(job, kickoffAt, now) };
	});
}

async function applyChanges(queues: Queues, changes: ReturnType<typeof jobsOf>): Promise<void> {
	const jobsTo = (kind: QueueChange['change']) =>
		changes.filter(({ change }) => change === kind).map(({ job }) => job);
	await queues.add(jobsTo('add'));
	await queues.replace(jobsTo('replace'));
	await queues.move(jobsTo('move'));
	await queues.drop(jobsTo('drop'));
}
