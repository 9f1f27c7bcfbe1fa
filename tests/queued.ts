import { MINUTE } from '../server/clock.ts';
import { QUEUED_STAGES } from '../server/pipeline/stages.ts';
import { newJob } from '../server/queue/catalogue.ts';
import type { TestPipeline } from './pipeline.ts';

/**
 * The jobs of a match that its queues hold: "analysis 03-01T16:00" with the month, day and minute (UTC) at
 * which it is due, or "analysis waiting" when it is due at once.
 */
export async function queuedFor({ queues }: TestPipeline, matchId: string): Promise<string[]> {
	const jobs = QUEUED_STAGES.map((stage) => newJob(stage, { matchId }));
	const found = await queues.inspect(jobs);
	return jobs.flatMap(({ id, name }) => {
		const job = found.get(id);
		// A job's real due time is whole milliseconds, counted from a moment after the clock was read.
		const dueAt = job?.dueAt && new Date(Math.round(job.dueAt.getTime() / MINUTE) * MINUTE);
		return job ? [`${name} ${dueAt?.toISOString().slice(5, 16) ?? job.state}`] : [];
	});
}
