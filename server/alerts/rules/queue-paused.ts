import type { QueueStatus } from '../../pipeline/queue-status.ts';
import { countOf } from '../../words.ts';
import type { Rule } from './rule.ts';

/** A queue is paused: everybody is told at once, and again when jobs of it are overdue (`queueStuck`). */
export const queuePaused: Rule = {
	kind: 'queue_paused',
	find({ queued }) {
		if (!queued) return null;
		return queued.queues
			.filter(({ paused }) => paused)
			.map((queue) => ({
				kind: 'queue_paused',
				subject: queue.name,
				message: `The queue "${queue.label}" is paused: nothing is taken from it until it is resumed${waiting(queue)}.`,
			}));
	},
	closesAfter: 0,
};

function waiting({ waiting, prioritized }: QueueStatus): string {
	const jobs = waiting + prioritized;
	return jobs === 0 ? '' : `, and ${countOf(jobs, 'job')} of it ${jobs === 1 ? 'waits' : 'wait'}`;
}
