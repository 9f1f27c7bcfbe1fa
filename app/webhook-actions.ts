import type { AppLoadContext } from '@remix-run/node';
import type { TestResult } from '../server/alerts/delivery/try-webhook.ts';
import { SEVERITIES } from '../server/alerts/severities.ts';
import { formText } from './form-text.ts';
import { WEBHOOK_INTENTS, type WebhookIntent } from './webhook-intents.ts';

/** What an operator typed of a new webhook; its secret is not sent back. */
export interface WebhookFields {
	name: string;
	url: string;
	leastSeverity: string;
}

/** What a form has to tell when it worked; the others have done what they say. */
export type WebhookDone =
	| { added: { id: string; name: string; generatedSecret: string | null } }
	| { tested: TestResult };

/** Why a form was refused. */
export interface WebhookRefusal {
	problem: string;
	intent: string;
	/** The webhook that it was about, or that was to be added. */
	fields: WebhookFields;
}

type Callers = Pick<AppLoadContext['plainCaller'], 'webhooks'>;

/**
 * Does what a form about webhooks asks for. @returns what there is to tell; null when the page shows it
 * @throws TRPCError when it is refused
 */
export async function actOnWebhooks(
	{ webhooks }: Callers,
	intent: WebhookIntent,
	form: FormData,
): Promise<WebhookDone | null> {
	const { name } = webhookFields(form);
	switch (intent) {
		case WEBHOOK_INTENTS.add:
			return addWebhook({ webhooks }, form);
		case WEBHOOK_INTENTS.test:
			return { tested: await webhooks.test({ name }) };
		case WEBHOOK_INTENTS.turnOn:
			await webhooks.setEnabled({ name, enabled: true });
			return null;
		case WEBHOOK_INTENTS.turnOff:
			await webhooks.setEnabled({ name, enabled: false });
			return null;
		case WEBHOOK_INTENTS.remove:
			await webhooks.remove({ name });
			return null;
	}
}

/** The fields of a form that names a webhook; empty where it has none. */
export function webhookFields(form: FormData): WebhookFields {
	return {
		name: formText(form, 'name'),
		url: formText(form, 'url'),
		leastSeverity: formText(form, 'least-severity'),
	};
}

async function addWebhook({ webhooks }: Callers, form: FormData): Promise<WebhookDone> {
	const { name, url, leastSeverity } = webhookFields(form);
	const given = formText(form, 'secret') || undefined;
	const { id, secret } = await webhooks.add({
		...{ name, url, secret: given },
		leastSeverity: SEVERITIES.find((severity) => severity === leastSeverity),
	});
	return { added: { id, name, generatedSecret: given === undefined ? secret : null } };
}
