import type { Delivery } from '../../../server/alerts/delivery/list-deliveries.ts';

/** The newest delivery to each webhook, by its name. @param deliveries the newest first */
export function lastDeliveries(deliveries: Delivery[]): Map<string, Delivery> {
	const last = new Map<string, Delivery>();
	for (const delivery of deliveries) {
		if (!last.has(delivery.webhook)) last.set(delivery.webhook, delivery);
	}
	return last;
}
