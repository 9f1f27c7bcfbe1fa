import { claimed } from '../../server/pipeline/claims.ts';
import { matchIds, withIds } from '../../server/pipeline/match-condition.ts';
import { matchStates } from '../../server/pipeline/match-state.ts';
import type { ProcessContext } from '../../server/process.ts';
import { type NewJob, newJob } from '../../server/queue/catalogue.ts';

/** The jobs that a pass would add now. */
export async function wantedJobs(context: ProcessContext): Promise<NewJob[]> {
	const ids = await matchIds(context.db, claimed(context.clock.now(), context.windows));
	const states = await matchStates(context, withIds(ids));
	return states.flatMap(({ id, plan }) =>
		plan.changes.map(({ stage, dueAt }) => newJob(stage, { matchId: id }, dueAt)),
	);
}

/**
 * Makes the function that adds jobs with one `addBulk` per queue, all queues at once: what the backend
 * needs for them at least.
 */
export function rawAdder({ backend, clock }: ProcessContext): (jobs: NewJob[]) => Promise<void> {
	const open = new Map<string, ReturnType<ProcessContext['backend']['queue']>>();

	async function addTo(name: string, jobs: NewJob[]) {
		const queue = open.get(name) ?? backend.queue(name);
		open.set(name, queue);
		await queue.addBulk(
			jobs.map((job) => ({
				name: job.name,
				data: job.payload,
				opts: {
					jobId: job.id,
					delay: job.dueAt ? job.dueAt.getTime() - clock.now().getTime() : 0,
					attempts: job.attempts,
					backoff: { type: 'pipeline' },
					removeOnComplete: true,
					removeOnFail: true,
				},
			})),
		);
	}

	return async (jobs) => {
		const names = [...new Set(jobs.map(({ queue }) => queue))];
		await Promise.all(
			names.map((name) =>
				addTo(
					name,
					jobs.filter(({ queue }) => queue === name),
				),
			),
		);
	};
}
