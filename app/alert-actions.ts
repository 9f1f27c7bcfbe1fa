import type { AppLoadContext } from '@remix-run/node';
import type { TestResult } from '../server/alerts/delivery/try-webhook.ts';
import { SEVERITIES } from '../server/alerts/severities.ts';
import { ALERT_INTENTS } from './alert-intents.ts';

/** What an operator typed of a new webhook; its secret is not sent back. */
export interface WebhookFields {
	name: string;
	url: string;
	leastSeverity: string;
}

/** What a form has to tell when it worked; the others have done what they say. */
export type AlertsDone =
	| { added: { id: string; name: string; generatedSecret: string | null } }
	| { tested: TestResult };

/** Why a form was refused. */
export interface AlertsRefusal {
	problem: string;
	intent: string;
	/** The webhook that it was about, or that was to be added. */
	fields: WebhookFields;
}

type Callers = Pick<AppLoadContext['plainCaller'], 'alerts' | 'webhooks'>;

/** Alerts that one call acknowledges at most. */
const AT_ONCE = 500;

/**
 * Does what a form about alerts or webhooks asks for. @returns what there is to tell; null when the page shows it
 * @throws TRPCError when it is refused; Response 400 for a form that there is not
 */
export async function actOnAlerts(callers: Callers, form: FormData): Promise<AlertsDone | null> {
	const { webhooks, alerts } = callers;
	const { name } = webhookFields(form);
	switch (form.get('intent')) {
		case ALERT_INTENTS.acknowledge:
			await alerts.acknowledge({ ids: alertIds(form) });
			return null;
		case ALERT_INTENTS.acknowledgeAll:
			await acknowledgeOpen(callers, alertIds(form));
			return null;
		case ALERT_INTENTS.addWebhook:
			return addWebhook(callers, form);
		case ALERT_INTENTS.testWebhook:
			return { tested: await webhooks.test({ name }) };
		case ALERT_INTENTS.turnOn:
			await webhooks.setEnabled({ name, enabled: true });
			return null;
		case ALERT_INTENTS.turnOff:
			await webhooks.setEnabled({ name, enabled: false });
			return null;
		case ALERT_INTENTS.removeWebhook:
			await webhooks.remove({ name });
			return null;
		default:
			throw new Response('This page has no such form: load it again.', { status: 400 });
	}
}

/** The fields of a form that names a webhook; empty where it has none. */
export function webhookFields(form: FormData): WebhookFields {
	return { name: text(form, 'name'), url: text(form, 'url'), leastSeverity: text(form, 'least-severity') };
}

async function addWebhook({ webhooks }: Callers, form: FormData): Promise<AlertsDone> {
	const { name, url, leastSeverity } = webhookFields(form);
	const given = text(form, 'secret') || undefined;
	const { id, secret } = await webhooks.add({
		...{ name, url, secret: given },
		leastSeverity: SEVERITIES.find((severity) => severity === leastSeverity),
	});
	return { added: { id, name, generatedSecret: given === undefined ? secret : null } };
}

/** Those that have closed since the page was loaded want nothing any more. */
async function acknowledgeOpen({ alerts }: Callers, ids: string[]): Promise<void> {
	for (let start = 0; start < ids.length; start += AT_ONCE) {
		await alerts.acknowledge({ ids: ids.slice(start, start + AT_ONCE), passOverClosed: true });
	}
}

function alertIds(form: FormData): string[] {
	return form.getAll('alert').filter((value) => typeof value === 'string');
}

function text(form: FormData, field: string): string {
	const value = form.get(field);
	return typeof value === 'string' ? value.trim() : '';
}
