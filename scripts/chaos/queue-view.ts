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

/** The part of BullMQ's queues that is used here, whatever their backend. */
interface HandQueue {
	add(name: string, data: unknown, options: object): Promise<unknown>;
	on(event: 'error', listener: () => void): unknown;
	close(): Promise<void>;
}

/** Adds jobs by hand, on queues that are opened when they are first used. */
export function handAdder(open: (name: string) => HandQueue): Pick<QueueView, 'add' | 'close'> {
	const queues = new Map<string, HandQueue>();

	function queueNamed(name: string): HandQueue {
		const queue = queues.get(name) ?? open(name);
		if (!queues.has(name)) queue.on('error', () => undefined);
		queues.set(name, queue);
		return queue;
	}

	return {
		async add(job, id) {
			const options = { jobId: id, attempts: job.attempts, ...LIKE_OURS };
			await queueNamed(job.queue).add(job.name, job.payload, options);
		},
		async close() {
			for (const queue of queues.values()) await queue.close();
		},
	};
}

/** What the pipeline gives its own jobs along: all queues are empty when all work is done. */
const LIKE_OURS = { backoff: { type: 'pipeline' }, removeOnComplete: true, removeOnFail: true };
