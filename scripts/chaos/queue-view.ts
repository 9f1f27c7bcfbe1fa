import type { NewJob } from '../../server/queue/catalogue.ts';
import type { QueuedJob } from './state.ts';

/** The queues of a round, reached past the pipeline. */
export interface QueueView {
	/** Every job that any queue holds, the ended ones too. */
	jobs(): Promise<QueuedJob[]>;
	/** Loses everything that is queued. */
	wipe(): Promise<void>;
	/** Adds a job by hand, with BullMQ itself and nothing of ours, due at once. */
	add(job: NewJob, id: string): Promise<void>;
	close(): Promise<void>;
}

/** What the pipeline gives its own jobs along: all queues are empty when all work is done. */
export const LIKE_OURS = { backoff: { type: 'pipeline' }, removeOnComplete: true, removeOnFail: true };
