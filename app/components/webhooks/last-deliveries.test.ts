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

it('tells of trouble until something has arrived, whatever is on its way', () => {
	const waiting = { state: 'pending' as const, endedAt: null };
	const lost = { ...delivery('1', 'pager'), state: 'given-up' as const, problem: 'It does not answer.' };
	expect(lastDeliveries([{ ...delivery('2', 'pager'), ...waiting }, lost]).get('pager')?.id).toBe('1');
	expect(lastDeliveries([delivery('2', 'pager'), lost]).get('pager')?.id).toBe('2');
	expect(lastDeliveries([{ ...delivery('1', 'new'), ...waiting }]).get('new')?.id).toBe('1');
});
