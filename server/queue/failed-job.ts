import { after, type Clock, machineTime } from '../clock.ts';
import type { QueueJob } from './backend.ts';

/** A job that failed and still stands in its queue; Touchline's own leave theirs. */
export interface FailedJob {
	queue: string;
	id: string;
	name: string;
	/** As it was queued: it may be anything. */
	payload: unknown;
	message: string;
	attempts: number;
	/** Pipeline time. */
	failedAt: Date;
}

/** Real milliseconds since 1970. */
export function endOf({ finishedOn = 0 }: QueueJob): number {
	return finishedOn;
}

export function failedJob(job: QueueJob, clock: Clock): FailedJob {
	const ago = (machineTime() - endOf(job)) / clock.realMs(1);
	return {
		queue: job.queueName,
		id: job.id ?? '',
		name: job.name,
		payload: job.data,
		// BullMQ keeps none of an error that has none.
		message: job.failedReason || 'It failed without a message.',
		attempts: job.attemptsMade,
		failedAt: after(clock.now(), -ago),
	};
}
