import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import { recordAction } from '../pipeline/audit.ts';
import { plainText } from '../plain-text.ts';
import type { AlertSeverity } from './alert.ts';
import { SEVERITIES } from './severities.ts';

/** An address that alerts are sent to; its secret leaves Touchline once, when it is made. */
export interface Webhook {
	id: string;
	name: string;
	url: string;
	/** What is less severe is not sent. */
	leastSeverity: AlertSeverity;
	enabled: boolean;
	/** Real time. */
	createdAt: Date;
}

export interface WebhookDeps {
	db: Database;
	/** Webhooks know no other time. */
	realClock: Clock;
	feed: Pick<FeedPublisher, 'topic'>;
}

/** What an operator says of a new one. */
export const newWebhook = z.object({
	name: plainText.max(100),
	url: plainText
		.max(2_000)
		.refine(isHttpUrl, 'it must be an http or https URL without a user and a password'),
	/** Made up when it is left out. */
	secret: plainText.min(16).max(500).optional(),
	leastSeverity: z.enum(SEVERITIES).default('info'),
});

type NewWebhook = z.infer<typeof newWebhook>;

function isHttpUrl(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, username, password } = new URL(text);
	return /^https?:$/.test(protocol) && username === '' && password === '';
}

/**
 * Adds a webhook: it gets the changes from now on.
 * @returns it with its secret, which is shown this once
 * @throws AppError 'conflict' when another one has the name
 */
export async function addWebhook(
	{ db, realClock, feed }: WebhookDeps,
	{ name, url, leastSeverity, secret = randomBytes(32).toString('base64url') }: NewWebhook,
	operatorId: string,
): Promise<Webhook & { secret: string }> {
	const at = realClock.now();
	try {
		const webhook = await db.$transaction(async (tx) => {
			const added = await tx.webhook.create({
				data: { name, url, secret, leastSeverity, createdAt: at },
				select: { ...WITHOUT_SECRET, secret: true },
			});
			// What follows the host is a secret at many receivers.
			const detail = { name, host: new URL(url).host, leastSeverity };
			await recordAction(tx, { operatorId, at, action: 'webhooks.add', detail });
			return added;
		});
		feed.topic('alerts');
		return webhook;
	} catch (error) {
		if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
		throw new AppError('conflict', `There is a webhook "${name}" already: take another name, or remove it.`, {
			cause: error,
		});
	}
}

export function listWebhooks(db: Database): Promise<Webhook[]> {
	return db.webhook.findMany({ select: WITHOUT_SECRET, orderBy: { name: 'asc' } });
}

/** Removes it with its deliveries. @throws AppError 'not-found' */
export async function removeWebhook(
	{ db, realClock, feed }: WebhookDeps,
	name: string,
	operatorId: string,
): Promise<Webhook> {
	const webhook = await webhookNamed(db, name);
	await db.$transaction(async (tx) => {
		await tx.webhook.deleteMany({ where: { id: webhook.id } });
		const at = realClock.now();
		await recordAction(tx, { operatorId, at, action: 'webhooks.remove', detail: { name } });
	});
	feed.topic('alerts');
	return webhook;
}

/** Turns it on or off; what waits for one that is turned off is given up. @throws AppError 'not-found' */
export async function setWebhookEnabled(
	{ db, realClock, feed }: WebhookDeps,
	{ name, enabled }: { name: string; enabled: boolean },
	operatorId: string,
): Promise<Webhook> {
	const { id, enabled: before } = await webhookNamed(db, name);
	if (before !== enabled) {
		const at = realClock.now();
		await db.$transaction(async (tx) => {
			await tx.webhook.updateMany({ where: { id }, data: { enabled } });
			if (!enabled) {
				await tx.alertDelivery.updateMany({
					where: { webhookId: id, deliveredAt: null, gaveUpAt: null },
					data: { gaveUpAt: at, problem: DISABLED },
				});
			}
			const action = enabled ? 'webhooks.enable' : 'webhooks.disable';
			await recordAction(tx, { operatorId, at, action, detail: { name } });
		});
		feed.topic('alerts');
	}
	return webhookNamed(db, name);
}

/** Why nothing is sent to a webhook that is off. */
export const DISABLED = 'The webhook was turned off before this was delivered.';

/** @throws AppError 'not-found' */
export async function webhookNamed(db: Database, name: string): Promise<Webhook> {
	const webhook = await db.webhook.findUnique({ where: { name }, select: WITHOUT_SECRET });
	if (webhook) return webhook;
	throw new AppError('not-found', `There is no webhook "${name}": see npm run touchline -- webhook list.`);
}

const WITHOUT_SECRET = {
	id: true,
	name: true,
	url: true,
	leastSeverity: true,
	enabled: true,
	createdAt: true,
} as const satisfies Prisma.WebhookSelect;
