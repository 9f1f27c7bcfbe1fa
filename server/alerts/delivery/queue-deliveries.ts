import type { Database } from '../../db.ts';
import { newJob } from '../../queue/catalogue.ts';
import type { Queues } from '../../queue/queues.ts';

/**
 * Queues the first of the messages that wait for each webhook: they are delivered one after the other, in
 * order. What is in the queue is left as it is, and what it lost is put back.
 */
export async function queueDeliveries(db: Database, queues: Pick<Queues, 'replace'>): Promise<void> {
	const first = await db.$queryRaw<{ id: string }[]>`
		SELECT DISTINCT ON ("webhookId") id FROM "AlertDelivery"
		WHERE "deliveredAt" IS NULL AND "gaveUpAt" IS NULL ORDER BY "webhookId", "createdAt", id`;
	if (first.length === 0) return;
	await queues.replace(first.map(({ id }) => newJob('alert-delivery', { deliveryId: id })));
}
