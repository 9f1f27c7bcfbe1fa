import { expect, it } from 'vitest';
import { START } from '../../tests/pipeline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { raiseAlert } from '../alerts/alerts.ts';
import { tellChanges } from '../alerts/delivery/tell.ts';
import { createTouchlineClient } from './client.ts';

const web = testWeb({ queues: 'postgres' });
const client = () => createTouchlineClient({ url: web().url, password: PASSWORD });

it('tells what became of the last messages, and no secret', async () => {
	const { db, log } = web().pipeline;
	const secret = 'a secret that nobody is told';
	await client().webhooks.add.mutate({ name: 'chat', url: 'https://chat.example/', secret });
	await raiseAlert(db, { kind: 'source_unavailable', subject: 'en.1', message: 'It is down.' }, START);
	await tellChanges(db, { now: START, consoleUrl: undefined, log });
	const deliveries = await client().webhooks.deliveries.query();
	expect(deliveries).toEqual([
		{
			id: expect.any(String),
			webhook: 'chat',
			event: 'alert.opened',
			text: 'Opened: Source unavailable',
			createdAt: START,
			attempts: 0,
			state: 'pending',
			endedAt: null,
			problem: null,
		},
	]);
	expect(JSON.stringify([deliveries, await client().webhooks.list.query()])).not.toContain(secret);
});

it('is for operators', async () => {
	const stranger = createTouchlineClient({ url: web().url });
	for (const asked of [
		() => stranger.webhooks.list.query(),
		() => stranger.webhooks.deliveries.query(),
		() => stranger.webhooks.test.mutate({ name: 'chat' }),
		() => stranger.alerts.list.query(),
		() => stranger.alerts.past.query(),
		() => stranger.alerts.acknowledge.mutate({ ids: ['x'] }),
	]) {
		await expect(asked()).rejects.toThrow(/needs an operator/);
	}
});
