import { PROVIDER_IDS, PROVIDERS } from '../models/providers.ts';
import type { QueueCounts } from '../queue/backend.ts';
import { ALERT_DELIVERIES, modelCallQueue } from '../queue/catalogue.ts';
import type { Queues } from '../queue/queues.ts';
import { STAGE_WORDS } from './stage-words.ts';
import { QUEUED_STAGES } from './stages.ts';

export interface QueueStatus extends QueueCounts {
	name: string;
	label: string;
}

const QUEUES = [
	...QUEUED_STAGES.map((stage) => ({ name: stage, label: STAGE_WORDS[stage] })),
	...PROVIDER_IDS.map((id) => ({ name: modelCallQueue(id), label: `model calls, ${PROVIDERS[id].label}` })),
	{ name: ALERT_DELIVERIES, label: 'alert deliveries' },
];

/** What every queue holds now. */
export function queueStatus(queues: Pick<Queues, 'counts'>): Promise<QueueStatus[]> {
	return Promise.all(QUEUES.map(async (queue) => ({ ...queue, ...(await queues.counts(queue.name)) })));
}
