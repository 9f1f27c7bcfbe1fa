import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actDeps, operatorId } from '../../../tests/failures.ts';
import { START, type TestPipeline, testPipeline } from '../../../tests/pipeline.ts';
import { startReceiver, type WebhookReceiver } from '../../../tests/webhook-receiver.ts';
import { type Clock, HOUR, after as later, MINUTE, SystemClock } from '../../clock.ts';
import { DELIVERY, eventCounts } from '../../pipeline/event-counts.ts';
import type { RunningWorker } from '../../queue/worker.ts';
import { alertsGroup } from '../../telemetry/groups/alerts.ts';
import type { Condition } from '../alert.ts';
import { closeAlert, closeAlertsOfOthers, raiseAlert, raiseAlerts } from '../alerts.ts';
import { addWebhook, setWebhookEnabled } from '../webhooks.ts';
import { createDeliverer } from './deliver.ts';
import { startDeliveryWorker } from './delivery-worker.ts';
import { createPoster } from './post.ts';
import { queueDeliveries } from './queue-deliveries.ts';
import { tellChanges } from './tell.ts';
import { tryWebhook } from './try-webhook.ts';

const pipeline = testPipeline();
const SECRET = 'a secret of sixteen characters';
const KEY = {
	kind: 'source_unavailable',
	subject: 'en.1',
	message: 'The source of <en.1> is down.',
} as const;

/** Real time, in which a pause of a minute takes 10 ms. */
const realClock: Clock = { now: () => new SystemClock().now(), realMs: (ms) => ms / 6_000 };

const open: { close(): Promise<void> }[] = [];
let end = new AbortController();

beforeEach(async () => {
	const { db, backend } = pipeline();
	await backend.clear();
	await db.webhook.deleteMany();
	await db.alert.deleteMany();
	await actDeps(pipeline());
	end = new AbortController();
});

afterEach(async () => {
	end.abort();
	for (const opened of open.splice(0).reverse()) await opened.close();
});

async function receiver(options?: { secure: boolean }): Promise<WebhookReceiver> {
	const started = await startReceiver(options);
	open.push(started);
	return started;
}

const deps = (): TestPipeline & { realClock: Clock; consoleUrl: string | undefined } => ({
	...pipeline(),
	realClock,
	consoleUrl: 'https://touchline.example/',
});

/** Delivers from now on. */
async function delivering({ patience }: { patience?: number } = {}): Promise<RunningWorker> {
	const worker = startDeliveryWorker({
		...deps(),
		signal: end.signal,
		...(patience === undefined ? {} : { patience }),
	});
	open.push(worker);
	await worker.ready();
	return worker;
}

async function webhook(url: string, name = 'chat', leastSeverity: 'info' | 'critical' = 'info') {
	const who = await operatorId(pipeline());
	return addWebhook(deps(), { name, url, secret: SECRET, leastSeverity }, who);
}

/** What the watch does after each look. */
async function tell(): Promise<void> {
	const { db, queues } = pipeline();
	await tellChanges(db, { now: realClock.now(), consoleUrl: deps().consoleUrl, log: pipeline().log });
	await queueDeliveries(db, queues);
}

const raise = (condition: Partial<Condition> = {}, now = START) =>
	raiseAlert(pipeline().db, { ...KEY, ...condition }, now);
const close = (now = START) => closeAlert(pipeline().db, KEY, now);
const deliveries = () => pipeline().db.alertDelivery.findMany({ orderBy: { createdAt: 'asc' } });
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 20 });
const allEnded = () =>
	until(async () => {
		for (const { deliveredAt, gaveUpAt } of await deliveries())
			expect(deliveredAt ?? gaveUpAt).not.toBe(null);
	});
const received = (receiver: WebhookReceiver) => {
	const [first] = receiver.received;
	if (!first) throw new Error('The receiver got nothing.');
	return first;
};
const said = ({ received }: WebhookReceiver) => received.map((message) => message.said);

describe('a change', () => {
	it('is delivered once, signed, in a form that Slack shows', async () => {
		const chat = await receiver();
		await webhook(chat.url);
		await raise({ severity: 'critical' });
		await tell();
		await delivering();
		await allEnded();
		await tell();
		expect(chat.received).toHaveLength(1);
		const { headers, body } = received(chat);
		const [{ id, attempts } = { id: '', attempts: 0 }] = await deliveries();
		expect(attempts).toBe(1);
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'x-touchline-event': 'alert.opened',
			'x-touchline-delivery': id,
		});
		const signed = `${headers['x-touchline-timestamp']}.${body}`;
		const expected = createHmac('sha256', SECRET).update(signed).digest('hex');
		expect(headers['x-touchline-signature']).toBe(`sha256=${expected}`);
		expect(JSON.parse(body)).toEqual({
			text: 'Opened: Source unavailable',
			attachments: [
				{
					callback_id: 'alert.opened',
					color: '#d72b3f',
					fallback: 'Opened: Source unavailable',
					title: 'Source unavailable',
					title_link: 'https://touchline.example/alerts',
					text: 'The source of &lt;en.1&gt; is down.',
					fields: [
						{ title: 'Severity', value: 'critical', short: true },
						{ title: 'At', value: '12:00 UTC on 2025-03-01', short: true },
					],
					ts: START.getTime() / 1_000,
				},
			],
		});
	});

	it('is told with those of its kind that were found with it, ten of them by name', async () => {
		const chat = await receiver();
		await webhook(chat.url);
		const subjects = Array.from({ length: 12 }, (_, place) => `league ${String(place).padStart(2, '0')}`);
		const conditions = subjects.map((subject) => ({ ...KEY, subject, message: `${subject} is down.` }));
		await raiseAlerts(pipeline().db, conditions, START);
		await raise({ kind: 'empty_fixture_list' });
		await tell();
		await delivering();
		await allEnded();
		expect(said(chat)).toEqual(['Opened: Fixture list empty', 'Opened: Source unavailable (12)']);
		const all = chat.received.find((message) => message.said.endsWith('(12)'));
		expect(JSON.parse(all?.body ?? '').attachments[0].text.split('\n')).toEqual([
			...subjects.slice(0, 10).map((subject) => `• ${subject} is down.`),
			'and 2 more',
		]);
	});

	it('is told in order, and never twice, whoever tells at once', async () => {
		const chat = await receiver();
		await webhook(chat.url);
		await raise();
		await raise({ level: 2 }, later(START, MINUTE));
		await close(later(START, HOUR));
		await raise({}, later(START, 2 * HOUR));
		await Promise.all([tell(), tell(), tell()]);
		await delivering();
		await allEnded();
		expect(said(chat)).toEqual(
			['Opened', 'Worse', 'Closed', 'Opened'].map((verb) => `${verb}: Source unavailable`),
		);
	});

	it('is for those that want its severity, and for none that was added later', async () => {
		const [quiet, chat, late] = [await receiver(), await receiver(), await receiver()];
		await webhook(quiet.url, 'quiet', 'critical');
		await webhook(chat.url);
		await raise();
		await tell();
		await webhook(late.url, 'late');
		await tell();
		await delivering();
		await allEnded();
		expect([quiet, chat, late].map(({ received }) => received.length)).toEqual([0, 1, 0]);
	});

	it('that cannot be told holds up no other', async () => {
		const { db } = pipeline();
		const chat = await receiver();
		await webhook(chat.url);
		await db.$executeRaw`ALTER TABLE "AlertDelivery" ADD CONSTRAINT poison CHECK (body::text NOT LIKE '%poison%')`;
		await raise({ message: 'It is poison.' });
		await raise({ kind: 'empty_fixture_list' }, later(START, MINUTE));
		await tell();
		await db.$executeRaw`ALTER TABLE "AlertDelivery" DROP CONSTRAINT poison`;
		await tell();
		await delivering();
		await allEnded();
		expect(said(chat)).toEqual(['Opened: Fixture list empty']);
	});

	it('is told whatever characters its message quotes', async () => {
		const chat = await receiver();
		await webhook(chat.url);
		await raise({ message: `${'x'.repeat(599)}😀 more` });
		await tell();
		await delivering();
		await allEnded();
		expect(JSON.parse(received(chat).body).attachments[0].text).toBe(`${'x'.repeat(599)}😀…`);
	});

	it('changes nothing when nobody is to be told', async () => {
		await raise();
		await tell();
		expect(await pipeline().db.alertChange.count({ where: { toldAt: null } })).toBe(0);
		expect(await deliveries()).toEqual([]);
	});
});

describe('a receiver', () => {
	/** Tells of one alert, and how that ended. */
	async function outcome(url: string, { patience }: { patience?: number } = {}) {
		await webhook(url);
		await raise();
		await tell();
		await delivering(patience === undefined ? {} : { patience });
		await allEnded();
		const [delivery] = await deliveries();
		return { delivered: delivery?.deliveredAt != null, ...delivery };
	}

	it('that fails is tried again, with the same delivery', async () => {
		const chat = await receiver();
		chat.answers.push(500, 408, 200);
		expect(await outcome(chat.url)).toMatchObject({ delivered: true, attempts: 3, problem: null });
		expect(new Set(chat.received.map(({ headers }) => headers['x-touchline-delivery'])).size).toBe(1);
		expect(new Set(chat.received.map(({ body }) => body)).size).toBe(1);
	});

	it('that goes on failing is given up after six tries, with what it said', async () => {
		const chat = await receiver();
		const answer = { status: 503, body: `We are\nclosed to ${SECRET} at ${new URL(chat.url).pathname}.` };
		chat.answers.push(...Array.from({ length: 20 }, () => answer));
		const { delivered, attempts, problem } = await outcome(chat.url);
		expect([delivered, attempts, chat.received.length]).toEqual([false, 6, 6]);
		expect(problem).toMatch(
			/^127\.0\.0\.1:\d+ refused it with status 503: We are closed to \[secret\] at \[…\]\.$/,
		);
	});

	it('that asks to wait is waited for', async () => {
		const chat = await receiver();
		chat.answers.push({ status: 429, headers: { 'retry-after': '1' } });
		expect(await outcome(chat.url)).toMatchObject({ delivered: true, attempts: 2 });
	});

	it('that redirects is not followed', async () => {
		const [chat, elsewhere] = [await receiver(), await receiver()];
		chat.answers.push({ status: 302, headers: { location: `${elsewhere.url}?token=of-somebody` } });
		const { delivered, attempts, problem } = await outcome(chat.url);
		expect([delivered, attempts]).toEqual([false, 1]);
		const { origin } = new URL(elsewhere.url);
		expect(problem).toContain(`redirects to ${origin}, which is not followed: correct the URL.`);
		expect(elsewhere.received).toEqual([]);
	});

	it('that refuses for good is asked once', async () => {
		const chat = await receiver();
		chat.answers.push({ status: 404, body: 'no_service' });
		const { attempts, problem } = await outcome(chat.url);
		expect(attempts).toBe(1);
		expect(problem).toMatch(/refused it with status 404: no_service$/);
	});

	it('with a certificate that nobody trusts is given up, and told why', async () => {
		const chat = await receiver({ secure: true });
		const { attempts, problem } = await outcome(chat.url);
		expect(attempts).toBe(6);
		expect(problem).toMatch(/has a certificate that is not trusted \(\w+\): mend it, or correct the URL\.$/);
		expect(chat.received).toEqual([]);
	});

	it('that has gone is given up, and told why', async () => {
		const gone = await startReceiver();
		await gone.close();
		expect((await outcome(gone.url)).problem).toMatch(/could not be reached \(ECONNREFUSED\)\.$/);
	});

	it('that hangs is waited for within bounds, and holds up no other', async () => {
		const [hanging, chat] = [await receiver(), await receiver()];
		hanging.answers.push('hang');
		await webhook(chat.url, 'healthy');
		expect(await outcome(hanging.url, { patience: 300 })).toMatchObject({ delivered: true });
		expect([hanging.received.length, chat.received.length]).toEqual([2, 1]);
	});

	it('that never answers is no reason to wait for, for what others are told', async () => {
		const [hanging, chat] = [await receiver(), await receiver()];
		hanging.answers.push('hang');
		await webhook(hanging.url, 'hanging');
		await webhook(chat.url);
		await raise();
		await close();
		await tell();
		await delivering();
		await until(() => expect(said(chat)).toHaveLength(2));
		expect(hanging.received).toHaveLength(1);
	});

	it('that answers without an end has got it', async () => {
		const chat = await receiver();
		chat.answers.push({ status: 200, body: 'x'.repeat(5_000_000) });
		expect(await outcome(chat.url)).toMatchObject({ delivered: true, attempts: 1 });
	});
});

describe('a message', () => {
	it('whose queue is lost before it is delivered is delivered once', async () => {
		const chat = await receiver();
		await webhook(chat.url);
		await raise();
		await tell();
		await pipeline().backend.clear();
		await tell();
		await tell();
		await delivering();
		await allEnded();
		await tell();
		expect(chat.received).toHaveLength(1);
	});

	it('whose queue is lost while it is on its way is not sent beside itself', async () => {
		// BullMQ says that the first of the two jobs is no longer there when it ends.
		const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		const chat = await receiver();
		chat.answers.push('hang');
		await webhook(chat.url);
		await raise();
		await tell();
		await delivering({ patience: 1_500 });
		await until(() => expect(chat.received).toHaveLength(1));
		await pipeline().backend.clear();
		await tell();
		await until(async () => expect((await pipeline().queues.counts('alert-deliveries')).active).toBe(1));
		expect(chat.received).toHaveLength(1);
		await allEnded();
		expect(await deliveries()).toMatchObject([{ attempts: 2, deliveredAt: expect.any(Date) }]);
		expect(chat.received).toHaveLength(2);
		for (const [complaint] of complaints.mock.calls) expect(String(complaint)).toContain('moveToDelayed');
	});

	it('that was refused for good is not sent again, however soon its job comes once more', async () => {
		const chat = await receiver();
		chat.answers.push(404);
		await webhook(chat.url);
		await raise();
		await tell();
		const poster = createPoster({ realClock });
		open.push(poster);
		const { deliver } = createDeliverer({ ...deps(), poster, signal: end.signal });
		const [{ id } = { id: '' }] = await deliveries();
		await expect(deliver(id)).rejects.toThrow('refused it with status 404');
		await deliver(id);
		expect(chat.received).toHaveLength(1);
		expect(await deliveries()).toMatchObject([{ attempts: 1, gaveUpAt: expect.any(Date) }]);
	});

	it('is counted when it ends, once, and the count stays when it is gone', async () => {
		const { db } = pipeline();
		const ended = async () => eventCounts(db, DELIVERY);
		const before = await ended();
		const [chat, gone] = [await receiver(), await receiver()];
		gone.answers.push(404, 404);
		await webhook(chat.url);
		await webhook(gone.url, 'gone');
		await raise();
		await tell();
		await delivering();
		await allEnded();
		await tryWebhook(deps(), 'gone', await operatorId(pipeline()));
		await setWebhookEnabled(deps(), { name: 'gone', enabled: false }, await operatorId(pipeline()));
		await db.webhook.deleteMany();
		expect(await ended()).toEqual({
			delivered: (before.delivered ?? 0) + 1,
			gave_up: (before.gave_up ?? 0) + 1,
		});
		const figures = await alertsGroup.read(deps());
		expect(figures.find(({ name }) => name === 'touchline_alert_deliveries_total')?.values).toMatchObject([
			{ labels: { outcome: 'delivered' }, value: (before.delivered ?? 0) + 1 },
			{ labels: { outcome: 'gave_up' }, value: (before.gave_up ?? 0) + 1 },
		]);
	});

	it('for a webhook that was turned off meanwhile is not sent', async () => {
		const chat = await receiver();
		await webhook(chat.url);
		await raise();
		await tell();
		const who = await operatorId(pipeline());
		await setWebhookEnabled(deps(), { name: 'chat', enabled: false }, who);
		await close();
		await tell();
		await setWebhookEnabled(deps(), { name: 'chat', enabled: true }, who);
		await closeAlertsOfOthers(pipeline().db, ['source_unavailable'], [], START);
		await raise();
		await tell();
		await delivering();
		await allEnded();
		expect(said(chat)).toEqual(['Opened: Source unavailable']);
		expect(await deliveries()).toMatchObject([
			{ deliveredAt: null, problem: 'The webhook was turned off before this was delivered.' },
			{ problem: null },
		]);
	});

	it('waits for those before it, for as long as they are tried', async () => {
		const chat = await receiver();
		chat.answers.push(500, 500);
		await webhook(chat.url);
		await raise();
		await tell();
		await close();
		await tell();
		await delivering();
		await allEnded();
		expect(said(chat)).toEqual(
			['Opened', 'Opened', 'Opened', 'Closed'].map((verb) => `${verb}: Source unavailable`),
		);
	});
});

describe('a test', () => {
	const tried = async (patience?: number) =>
		tryWebhook(
			{ ...deps(), ...(patience === undefined ? {} : { patience }) },
			'chat',
			await operatorId(pipeline()),
		);

	it('goes the way that alerts go, and says that it has arrived', async () => {
		const chat = await receiver();
		await webhook(chat.url);
		await delivering();
		expect(await tried()).toEqual({ webhook: 'chat', delivered: true, problem: null });
		expect(chat.received[0]?.headers['x-touchline-event']).toBe('test');
	});

	it('says why it has not, and is not tried again', async () => {
		const chat = await receiver();
		chat.answers.push(500);
		await webhook(chat.url);
		await delivering();
		expect((await tried()).problem).toMatch(/refused it with status 500/);
		expect(await deliveries()).toMatchObject([{ deliveredAt: null, gaveUpAt: expect.any(Date) }]);
	});

	it('does not wait for ever, when nobody delivers', async () => {
		const chat = await receiver();
		await webhook(chat.url);
		expect((await tried(200)).problem).toBe('Nothing came of it within 0.2 s: see whether the workers run.');
	});

	it('is refused for a webhook that is off, or that there is not', async () => {
		await expect(tried()).rejects.toThrow('There is no webhook "chat"');
		await webhook('http://127.0.0.1:9/');
		await setWebhookEnabled(deps(), { name: 'chat', enabled: false }, await operatorId(pipeline()));
		await expect(tried()).rejects.toThrow('The webhook "chat" is off: turn it on before you test it.');
	});
});
