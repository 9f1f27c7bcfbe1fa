import { expect, it } from 'vitest';
import type { Delivery } from '../../../server/alerts/delivery/list-deliveries.ts';
import { lastDeliveries } from './last-deliveries.ts';

const delivery = (id: string, webhook: string): Delivery => ({
	id,
	webhook,
	event: 'test',
	text: 'Test',
	createdAt: new Date('2025-05-25T14:00:00Z'),
	attempts: 1,
	state: 'delivered',
	endedAt: new Date('2025-05-25T14:00:01Z'),
	problem: null,
});

it('takes the newest of each webhook', () => {
	const last = lastDeliveries([delivery('3', 'chat'), delivery('2', 'pager'), delivery('1', 'chat')]);
	expect([...last].map(([name, { id }]) => [name, id])).toEqual([
		['chat', '3'],
		['pager', '2'],
	]);
	expect(lastDeliveries([]).size).toBe(0);
});
