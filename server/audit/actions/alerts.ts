import { z } from 'zod';
import { countOf } from '../../words.ts';
import { defineAction, type Subject } from '../define-action.ts';

const named = z.object({ name: z.string() });

/** What operators do about alerts, and about where those are sent. */
export const alertActions = {
	'alerts.acknowledge': defineAction({
		label: 'Acknowledge alerts',
		detail: z.object({ alerts: z.array(z.string()) }),
		sentence: ({ alerts }) => `acknowledged ${countOf(alerts.length, 'alert')}`,
		subjects: ({ alerts }) => alerts.map((id) => ({ kind: 'alert', id })),
	}),
	'webhooks.add': defineAction({
		label: 'Add a webhook',
		detail: named.extend({ host: z.string(), leastSeverity: z.string() }),
		sentence: ({ name, host, leastSeverity }) =>
			`added the webhook “${name}” at ${host}, for ${leastSeverity} and more severe`,
		subjects: aboutWebhook,
	}),
	'webhooks.enable': defineAction({
		label: 'Turn a webhook on',
		detail: named,
		sentence: ({ name }) => `turned the webhook “${name}” on`,
		subjects: aboutWebhook,
	}),
	'webhooks.disable': defineAction({
		label: 'Turn a webhook off',
		detail: named,
		sentence: ({ name }) => `turned the webhook “${name}” off`,
		subjects: aboutWebhook,
	}),
	'webhooks.test': defineAction({
		label: 'Test a webhook',
		detail: named,
		sentence: ({ name }) => `sent a test message to the webhook “${name}”`,
		subjects: aboutWebhook,
	}),
	'webhooks.remove': defineAction({
		label: 'Remove a webhook',
		detail: named,
		sentence: ({ name }) => `removed the webhook “${name}”`,
		subjects: aboutWebhook,
	}),
};

function aboutWebhook({ name }: { name: string }): Subject[] {
	return [{ kind: 'webhook', id: name }];
}
