import type { QueueCounts } from '../queue/backend.ts';
import type { Queues } from '../queue/queues.ts';
import { QUEUE_NAMES } from './queues/queue-work.ts';

export interface QueueStatus extends QueueCounts {
	name: string;
	label: string;
}

/** What every queue holds now. */
export function queueStatus(queues: Pick<Queues, 'counts'>): Promise<QueueStatus[]> {
	return Promise.all(QUEUE_NAMES.map(async (queue) => ({ ...queue, ...(await queues.counts(queue.name)) })));
}
