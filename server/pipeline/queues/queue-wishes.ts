import type { Database } from '../../db.ts';

/** What an operator wants of a queue. Times are real. */
export interface QueueWish {
	queue: string;
	/** Nothing is to be taken from it until it is resumed; null when it is to go on. */
	paused: { at: Date; by: string } | null;
	/** Jobs that each worker process is to work on at once; null is the default. */
	concurrency: { value: number; at: Date; by: string } | null;
}

interface WishRow {
	queue: string;
	pausedAt: Date | null;
	pausedBy: string | null;
	concurrency: number | null;
	concurrencyAt: Date | null;
	concurrencyBy: string | null;
}

/** The wishes, by the name of the queue; queues that nobody wants anything of have no entry. */
export async function readQueueWishes(
	db: Pick<Database, '$queryRaw'>,
): Promise<ReadonlyMap<string, QueueWish>> {
	const rows = await db.$queryRaw<WishRow[]>`
		SELECT queue, "pausedAt", pauser.name AS "pausedBy", concurrency, "concurrencyAt", tuner.name AS "concurrencyBy"
		FROM "QueueWish" LEFT JOIN "Operator" pauser ON pauser.id = "pausedById"
			LEFT JOIN "Operator" tuner ON tuner.id = "concurrencyById"`;
	return new Map(
		rows.map(({ queue, pausedAt, pausedBy, concurrency, concurrencyAt, concurrencyBy }) => [
			queue,
			{
				queue,
				paused: pausedAt && pausedBy !== null ? { at: pausedAt, by: pausedBy } : null,
				concurrency:
					concurrency === null || !concurrencyAt || concurrencyBy === null
						? null
						: { value: concurrency, at: concurrencyAt, by: concurrencyBy },
			},
		]),
	);
}

/** Whether a queue is to be paused now. */
export async function isToBePaused(db: Pick<Database, 'queueWish'>, queue: string): Promise<boolean> {
	return (await db.queueWish.count({ where: { queue, pausedAt: { not: null } } })) > 0;
}
