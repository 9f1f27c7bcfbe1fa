import type { Database } from '../../db.ts';
import { alertMessage, eventOf } from './message.ts';

/** One message to one webhook, and what became of it. All times are real. */
export interface Delivery {
	id: string;
	webhook: string;
	/** "alert.opened", "alert.worsened", "alert.closed" or "test". */
	event: string;
	text: string;
	createdAt: Date;
	attempts: number;
	state: 'pending' | 'delivered' | 'given-up';
	/** When it was delivered or given up; null while it is pending. */
	endedAt: Date | null;
	/** Why the last try failed. */
	problem: string | null;
}

const MOST = 50;

/** The last 50, the newest first. */
export async function recentDeliveries(db: Database): Promise<Delivery[]> {
	const rows = await db.alertDelivery.findMany({
		include: { webhook: { select: { name: true } } },
		orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
		take: MOST,
	});
	return rows.map(({ id, webhook, body, createdAt, attempts, deliveredAt, gaveUpAt, problem }) => {
		const message = alertMessage.parse(body);
		return {
			id,
			webhook: webhook.name,
			event: eventOf(message),
			text: message.text,
			createdAt,
			attempts,
			state: deliveredAt ? 'delivered' : gaveUpAt ? 'given-up' : 'pending',
			endedAt: deliveredAt ?? gaveUpAt,
			problem,
		};
	});
}
