import { randomUUID } from 'node:crypto';
import { SECOND } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import { pause } from '../../pause.ts';
import { recordAction } from '../../pipeline/audit.ts';
import { newJob } from '../../queue/catalogue.ts';
import type { Queues } from '../../queue/queues.ts';
import { type WebhookDeps, webhookNamed } from '../webhooks.ts';
import { testMessage } from './message.ts';

/** What came of a test message. */
export interface TestResult {
	webhook: string;
	delivered: boolean;
	/** Why it was not; null when it was. */
	problem: string | null;
}

export interface TryDeps extends WebhookDeps {
	queues: Pick<Queues, 'replace'>;
	/** Of the console, for the link. */
	consoleUrl: string | undefined;
	/** Real milliseconds to wait for the outcome; 15 s by default. */
	patience?: number;
}

const PATIENCE = 15 * SECOND;
const LOOK_EVERY = 100;

/**
 * Sends a test message the way that alerts go, beside what waits, and waits for what comes of it. It is tried once.
 * @throws AppError 'not-found', or 'conflict' for a webhook that is off
 */
export async function tryWebhook(deps: TryDeps, name: string, operatorId: string): Promise<TestResult> {
	const { db, realClock, queues, consoleUrl, patience = PATIENCE } = deps;
	const webhook = await webhookNamed(db, name);
	if (!webhook.enabled) {
		throw new AppError('conflict', `The webhook "${name}" is off: turn it on before you test it.`);
	}
	const id = randomUUID();
	const at = realClock.now();
	const body = testMessage(name, at, consoleUrl);
	await db.alertDelivery.create({ data: { id, webhookId: webhook.id, body, createdAt: at } });
	await recordAction(db, { operatorId, at, action: 'webhooks.test', detail: { name } });
	await queues.replace([newJob('alert-delivery', { deliveryId: id })]);

	const end = AbortSignal.timeout(patience);
	let delivery = await db.alertDelivery.findUnique({ where: { id } });
	while (delivery && !delivery.deliveredAt && !delivery.gaveUpAt && !end.aborted) {
		await pause(LOOK_EVERY, end);
		delivery = await db.alertDelivery.findUnique({ where: { id } });
	}
	if (delivery?.deliveredAt) return { webhook: name, delivered: true, problem: null };
	const problem = delivery
		? (delivery.problem ?? `Nothing came of it within ${patience / SECOND} s: see whether the workers run.`)
		: 'The webhook was removed meanwhile.';
	await db.alertDelivery.updateMany({
		where: { id, deliveredAt: null, gaveUpAt: null },
		data: { gaveUpAt: realClock.now(), problem },
	});
	return { webhook: name, delivered: false, problem };
}
