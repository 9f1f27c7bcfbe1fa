import type { QueueCounts } from '../queue/backend.ts';
import type { Queues } from '../queue/queues.ts';
import { QUEUE_NAMES } from './queues/queue-work.ts';

export interface QueueStatus extends QueueCounts {
	name: string;
	label: string;
}

/** What every queue holds now. */
export async function queueStatus(queues: Pick<Queues, 'countsOf'>): Promise<QueueStatus[]> {
	const counts = await queues.countsOf(QUEUE_NAMES.map(({ name }) => name));
	return QUEUE_NAMES.map((queue) => ({ ...queue, ...counts(queue.name) }));
}
