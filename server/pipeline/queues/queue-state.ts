import type { QueueCounts } from '../../queue/backend.ts';
import { isNotTaken } from './not-taken.ts';

/** Why nothing is taken from a queue now, or that it is; the first that applies. */
export type QueueState = 'paused' | 'no_worker' | 'working' | 'limited' | 'stuck' | 'waiting' | 'idle';

/**
 * @param workersAlive null for the queue that the process that leads the watch works on
 * @param limitedMs real milliseconds until its jobs may start again
 */
export function queueState(
	name: string,
	counts: QueueCounts,
	{ workersAlive, limitedMs }: { workersAlive: number | null; limitedMs: number },
): QueueState {
	if (counts.paused) return 'paused';
	if (workersAlive === 0) return 'no_worker';
	if (counts.active > 0) return 'working';
	const waits = counts.overdueMs !== null || counts.prioritized > 0;
	if (waits && limitedMs > 0) return 'limited';
	if (isNotTaken(name, counts)) return 'stuck';
	return waits ? 'waiting' : 'idle';
}
