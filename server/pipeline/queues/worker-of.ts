import type { WorkerKind } from '../../../prisma/generated/enums.ts';
import { ALERT_DELIVERIES } from '../../queue/catalogue.ts';
import { WORKER_OF } from '../stage-workers.ts';
import { QUEUED_STAGES } from '../stages.ts';

/** Which kind of worker takes the jobs of a queue; null for the one that the watch itself works on. */
export function workerOf(queue: string): WorkerKind | null {
	if (queue === ALERT_DELIVERIES) return null;
	const stage = QUEUED_STAGES.find((name) => name === queue);
	return WORKER_OF[stage ?? 'predictions'];
}
