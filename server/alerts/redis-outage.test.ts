import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { actDeps, operatorId } from '../../tests/failures.ts';
import { beatHearts, START, testPipeline } from '../../tests/pipeline.ts';
import { startReceiver, type WebhookReceiver } from '../../tests/webhook-receiver.ts';
import { SystemClock } from '../clock.ts';
import type { QueueBackend } from '../queue/backend.ts';
import { createQueues, type Queues } from '../queue/queues.ts';
import { createRedisQueues } from '../queue/redis-backend.ts';
import { type ScratchRedis, startScratchRedis } from '../scratch-redis.ts';
import { raiseAlert } from './alerts.ts';
import { watch } from './watch.ts';
import { addWebhook } from './webhooks.ts';

const pipeline = testPipeline();
let redis: ScratchRedis;
let backend: QueueBackend;
let queues: Queues;
let chat: WebhookReceiver;
let end: AbortController;
let watching: Promise<void>;

const realClock = new SystemClock();
const said = () => chat.received.map((message) => message.said);
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 25_000, interval: 50 });

beforeEach(async () => {
	await actDeps(pipeline());
	pipeline().clock.set(START);
	await beatHearts(pipeline());
	redis = await startScratchRedis();
	backend = await createRedisQueues({
		redisUrl: redis.url,
		prefix: 'touchline:test',
		onError: () => undefined,
		warn: () => undefined,
	});
	queues = createQueues(backend, realClock);
	chat = await startReceiver();
	end = new AbortController();
	const deps = { ...pipeline(), queues, backend, realClock };
	const who = await operatorId(pipeline());
	await addWebhook(deps, { name: 'chat', url: chat.url, leastSeverity: 'info' }, who);
	watching = watch({ ...deps, databaseUrl: pipeline().url, beat: 50 }, end.signal);
});

afterEach(async () => {
	end.abort();
	await watching;
	await queues.close();
	await backend.close();
	await redis.stop();
	await chat.close();
});

/** Time passes until it says what is expected. */
async function passUntil(expected: string[]): Promise<void> {
	await until(async () => {
		await beatHearts(pipeline());
		pipeline().clock.advance(5_000);
		expect(said()).toEqual(expected);
	});
}

it('that Redis is away is told while it is away, in order, and nothing twice when it is back', async () => {
	const { db } = pipeline();
	const raise = (subject: string) =>
		raiseAlert(db, { kind: 'source_unavailable', subject, message: `${subject} is down.` }, START);
	await raise('en.1');
	const source = 'Opened: Source unavailable';
	await passUntil([source]);

	await redis.kill();
	const unreachable = 'Opened: Queues unreachable';
	await passUntil([source, unreachable]);
	chat.answers.push(500);
	await raise('de.1');
	await passUntil([source, unreachable, source]);
	await until(async () =>
		expect(await db.alertDelivery.findMany({ orderBy: { createdAt: 'asc' } })).toMatchObject([
			{ attempts: 1, deliveredAt: expect.any(Date) },
			{ attempts: 1, deliveredAt: expect.any(Date) },
			{ attempts: 1, deliveredAt: null, gaveUpAt: null },
		]),
	);
	await raise('es.1');

	await redis.restart();
	// The one that was refused comes once more, before those that came after it.
	await until(async () => {
		await beatHearts(pipeline());
		pipeline().clock.advance(5_000);
		expect(said().slice(3, 5)).toEqual([source, source]);
		expect(said()).toContain('Closed: Queues unreachable');
	});
	const ids = chat.received.map(({ headers }) => headers['x-touchline-delivery']);
	expect(ids[2]).toBe(ids[3]);
	expect(new Set(ids).size).toBe(ids.length - 1);
}, 60_000);
