import { MINUTE, SECOND } from '../../clock.ts';
import { PROVIDER_IDS } from '../../models/providers.ts';
import type { QueueStatus } from '../../pipeline/queue-status.ts';
import { workerOf } from '../../pipeline/queues/worker-of.ts';
import { modelCallQueue } from '../../queue/catalogue.ts';
import { countOf } from '../../words.ts';
import type { SilentWorker } from '../situation.ts';
import type { Rule } from './rule.ts';

/** Real milliseconds that a job may be overdue while none is taken: a busy machine is no alarm. */
const OVERDUE = 15 * SECOND;

/** The same of model calls: a provider may ask to wait for 5 minutes, and its calls per minute for one. */
const CALLS_OVERDUE = 6 * MINUTE;

/** Of pipeline time. */
const HELD = 2 * MINUTE;

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
				holds: { pipelineMs: HELD, realMs: OVERDUE },
			}));
	},
	closesAfter: 3 * MINUTE,
};

function isStuck({ name, active, paused, overdueMs }: QueueStatus, workers: SilentWorker[]): boolean {
	if (overdueMs === null) return false;
	if (paused) return overdueMs >= OVERDUE;
	const kind = workerOf(name);
	const alive = kind === null || workers.some((worker) => worker.kind === kind && worker.alive > 0);
	return alive && active === 0 && overdueMs >= (CALL_QUEUES.includes(name) ? CALLS_OVERDUE : OVERDUE);
}

const CALL_QUEUES = PROVIDER_IDS.map(modelCallQueue);

function inWords({ label, waiting, prioritized }: QueueStatus): string {
	const jobs = waiting + prioritized;
	return jobs === 0
		? `Jobs of the queue "${label}" are due and not taken.`
		: `${countOf(jobs, 'job')} of the queue "${label}" ${jobs === 1 ? 'is' : 'are'} due and not taken.`;
}
