import { MINUTE, SECOND } from '../../clock.ts';
import { PROVIDER_IDS } from '../../models/providers.ts';
import type { QueueCounts } from '../../queue/backend.ts';
import { modelCallQueue } from '../../queue/catalogue.ts';

/** Real milliseconds that a job may be overdue while none is taken: a busy machine is no trouble. */
const OVERDUE = 15 * SECOND;

/** The same of model calls: a provider may ask to wait for 5 minutes, and its calls per minute for one. */
const CALLS_OVERDUE = 6 * MINUTE;

const CALL_QUEUES = PROVIDER_IDS.map(modelCallQueue);

/**
 * Whether jobs of a queue are due and none is taken, for longer than can be explained. A queue that is worked on is
 * not stuck, however long it is; one that is paused may hold work that is due for less.
 */
export function isNotTaken(name: string, { active, paused, overdueMs }: QueueCounts): boolean {
	if (overdueMs === null) return false;
	if (paused) return overdueMs >= OVERDUE;
	return active === 0 && overdueMs >= (CALL_QUEUES.includes(name) ? CALLS_OVERDUE : OVERDUE);
}
