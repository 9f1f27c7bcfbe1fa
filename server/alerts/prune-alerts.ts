import { after, DAY } from '../clock.ts';
import type { Database } from '../db.ts';

/** How long alerts are kept that have closed, and messages that have ended. */
const ALERTS_KEPT = 90 * DAY;
const MESSAGES_KEPT = 30 * DAY;

/** @param times the pipeline's and real time */
export async function pruneAlerts(
	db: Database,
	{ now, realNow }: { now: Date; realNow: Date },
): Promise<void> {
	await db.alert.deleteMany({ where: { closedAt: { lt: after(now, -ALERTS_KEPT) } } });
	await db.alertDelivery.deleteMany({
		where: {
			createdAt: { lt: after(realNow, -MESSAGES_KEPT) },
			OR: [{ deliveredAt: { not: null } }, { gaveUpAt: { not: null } }],
		},
	});
}
