import { MINUTE, SECOND } from '../../clock.ts';
import type { QueueStatus } from '../../pipeline/queue-status.ts';
import { isNotTaken } from '../../pipeline/queues/not-taken.ts';
import { workerOf } from '../../pipeline/queues/worker-of.ts';
import { countOf } from '../../words.ts';
import type { SilentWorker } from '../situation.ts';
import type { Rule } from './rule.ts';

/** Of pipeline time, and of real time. */
const [HELD, HELD_REALLY] = [2 * MINUTE, 15 * SECOND];

/**
 * Jobs are due in a queue and none is taken, although there are workers for it, or because it is paused. One
 * without workers is told as that. A queue that is worked on is not stuck, however long it is.
 */
export const queueStuck: Rule = {
	kind: 'queue_stuck',
	find({ queued, workers }) {
		if (!queued) return null;
		return queued.queues
			.filter((queue) => isStuck(queue, workers))
			.map((queue) => ({
				kind: 'queue_stuck',
				subject: queue.name,
				severity: 'critical',
				message: `${inWords(queue)} ${queue.paused ? 'It is paused: resume it.' : 'Its workers are alive and take none: restart them, and see their log.'}`,
				holds: { pipelineMs: HELD, realMs: HELD_REALLY },
			}));
	},
	closesAfter: 3 * MINUTE,
};

function isStuck(queue: QueueStatus, workers: SilentWorker[]): boolean {
	const kind = workerOf(queue.name);
	const alive = kind === null || workers.some((worker) => worker.kind === kind && worker.alive > 0);
	return (alive || queue.paused) && isNotTaken(queue.name, queue);
}

function inWords({ label, waiting, prioritized }: QueueStatus): string {
	const jobs = waiting + prioritized;
	return jobs === 0
		? `Jobs of the queue "${label}" are due and not taken.`
		: `${countOf(jobs, 'job')} of the queue "${label}" ${jobs === 1 ? 'is' : 'are'} due and not taken.`;
}
