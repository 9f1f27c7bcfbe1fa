import { SECOND } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { inTime } from '../../in-time.ts';
import { newJob } from '../../queue/catalogue.ts';
import type { Queues } from '../../queue/queues.ts';

/** Real milliseconds after which queues that do not answer count as unreachable. */
const PATIENCE = 5 * SECOND;

/**
 * Queues the first of the messages that wait for each webhook: they are delivered one after the other, in
 * order. What is in the queue is left as it is, and what it lost is put back.
 * @throws AppError 'unavailable' when the queues cannot be reached, or do not answer
 */
export async function queueDeliveries(db: Database, queues: Pick<Queues, 'replace'>): Promise<void> {
	const first = await firstPending(db);
	if (first.length === 0) return;
	const jobs = first.map(({ id }) => newJob('alert-delivery', { deliveryId: id }));
	const queued = await inTime(
		queues.replace(jobs).then(() => true),
		PATIENCE,
	);
	if (!queued) throw new AppError('unavailable', `The queues do not answer within ${PATIENCE / SECOND} s.`);
}

/** The first message that waits for each webhook. */
export function firstPending(db: Database): Promise<{ id: string; attempts: number }[]> {
	return db.$queryRaw`
		SELECT DISTINCT ON ("webhookId") id, attempts FROM "AlertDelivery"
		WHERE "deliveredAt" IS NULL AND "gaveUpAt" IS NULL ORDER BY "webhookId", "createdAt", id`;
}
