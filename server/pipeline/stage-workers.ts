import type { WorkerKind } from '../../prisma/generated/enums.ts';
import type { QueuedStage } from './stages.ts';

/** The stages whose results have to be there at kick-off. */
export const BEFORE_KICKOFF = [
	'analysis',
	'lineups',
	'predictions',
] as const satisfies readonly QueuedStage[];

/** The kind of worker whose jobs a stage is done by. */
export const WORKER_OF: Record<QueuedStage, WorkerKind> = {
	analysis: 'scheduling',
	lineups: 'scheduling',
	predictions: 'prediction',
	settlement: 'settlement',
};

/** Without these a stage is not done: the scheduling worker queues what all others do. */
export function workersFor(stage: QueuedStage): WorkerKind[] {
	return [...new Set<WorkerKind>(['scheduling', WORKER_OF[stage]])];
}
