import type { Clock } from '../clock.ts';
import type { NewJob } from './catalogue.ts';
import { tracedJob } from './traced-queue.ts';

/** BullMQ takes jobs without a priority first. */
const YIELDING = 1;

/** A new job as BullMQ takes it. */
export function storedForm(job: NewJob, clock: Clock) {
	return {
		name: job.name,
		data: job.payload,
		opts: {
			jobId: job.id,
			...(job.yields && { priority: YIELDING }),
			delay: realDelay(job, clock),
			attempts: job.attempts,
			backoff: { type: 'pipeline' },
			// Results say what is done and failures what is not: no finished job may stay to block its id.
			removeOnComplete: true,
			removeOnFail: true,
			...tracedJob(job.payload),
		},
	};
}

/** Real milliseconds until a job is due; 0 when it is due at once. */
export function realDelay({ dueAt }: NewJob, clock: Clock): number {
	return dueAt ? Math.ceil(clock.realMs(dueAt.getTime() - clock.now().getTime())) : 0;
}
