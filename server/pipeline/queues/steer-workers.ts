import type { Database } from '../../db.ts';
import type { RunningWorker } from '../../queue/worker.ts';
import { type QueueWish, readQueueWishes } from './queue-wishes.ts';

/** A worker of this process, and how it is steered. */
export interface SteeredWorker {
	queue: string;
	worker: Pick<RunningWorker, 'steer'>;
	/** Jobs at once, unless an operator wants it otherwise. */
	standard: number;
	/** Jobs that it takes for that many: more, where some of them wait within the process. */
	toTake(concurrency: number): number;
	/** Told of each number that is in force. */
	onConcurrency?(concurrency: number): void;
}

/** Makes the workers of this process do what operators want of their queues. To be called again and again. */
export async function steerWorkers(db: Pick<Database, '$queryRaw'>, workers: SteeredWorker[]): Promise<void> {
	const wishes = await readQueueWishes(db);
	for (const worker of workers) steer(worker, wishes.get(worker.queue));
}

function steer(
	{ worker, standard, toTake, onConcurrency }: SteeredWorker,
	wish: QueueWish | undefined,
): void {
	const concurrency = concurrencyOf(wish, standard);
	onConcurrency?.(concurrency);
	worker.steer({ paused: Boolean(wish?.paused), concurrency: toTake(concurrency) });
}

/** Jobs of a queue that a worker process works on at once. */
export function concurrencyOf(wish: QueueWish | undefined, standard: number): number {
	return wish?.concurrency?.value ?? standard;
}
