import type { WorkerKind } from '../../../prisma/generated/enums.ts';
import { ALERT_DELIVERIES } from '../../queue/catalogue.ts';

const WORKERS: Record<string, WorkerKind> = {
	analysis: 'scheduling',
	lineups: 'scheduling',
	settlement: 'settlement',
};

/** Which kind of worker takes the jobs of a queue; null for the one that the watch itself works on. */
export function workerOf(queue: string): WorkerKind | null {
	return queue === ALERT_DELIVERIES ? null : (WORKERS[queue] ?? 'prediction');
}
