import type { Delivery } from '../../../server/alerts/delivery/list-deliveries.ts';
import { groupBy } from '../../../server/group-by.ts';

/**
 * The delivery to each webhook that tells how it fares, by its name: the newest; but while none has arrived since one was in
 * trouble, that one, or else each new message would make a webhook that is dead look well.
 * @param deliveries the newest first
 */
export function lastDeliveries(deliveries: Delivery[]): Map<string, Delivery> {
	const last = new Map<string, Delivery>();
	for (const [webhook, ofOne] of groupBy(deliveries, ({ webhook }) => webhook)) {
		const decided = ofOne.find(({ state, problem }) => state === 'delivered' || problem !== null) ?? ofOne[0];
		if (decided) last.set(webhook, decided);
	}
	return last;
}
