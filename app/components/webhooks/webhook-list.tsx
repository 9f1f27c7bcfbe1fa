import { Form } from '@remix-run/react';
import { CircleCheck, CircleSlash, Power, Trash2, Webhook as WebhookIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Delivery } from '../../../server/alerts/delivery/list-deliveries.ts';
import type { Webhook } from '../../../server/alerts/webhooks.ts';
import { useSubmitting } from '../../submitting.ts';
import { urls } from '../../urls.ts';
import type { WebhookRefusal } from '../../webhook-actions.ts';
import { WEBHOOK_INTENTS, type WebhookIntent } from '../../webhook-intents.ts';
import { LEAST_SEVERITIES } from '../alerts/severity-words.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Empty } from '../ui/empty.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { DeliveryState } from './delivery-state.tsx';
import { lastDeliveries } from './last-deliveries.ts';
import { TestForm, TestOutcome, useTest } from './webhook-test.tsx';

interface WebhookListProps {
	webhooks: Webhook[];
	/** The newest first. */
	deliveries: Delivery[];
	/** Why what was asked of one of them was refused. */
	refusal: WebhookRefusal | undefined;
}

/** Where alerts are sent to, and what can be done to each. */
export function WebhookList({ webhooks, deliveries, refusal }: WebhookListProps) {
	const last = lastDeliveries(deliveries);
	if (webhooks.length === 0) {
		return (
			<Empty icon={WebhookIcon}>
				Alerts are shown here and sent nowhere. Add the address of a Slack-compatible webhook below.
			</Empty>
		);
	}
	return (
		<ul aria-label="Webhooks" className="divide-y">
			{webhooks.map((webhook) => (
				<Row
					key={webhook.id}
					webhook={webhook}
					last={last.get(webhook.name)}
					refusal={refusal?.fields.name === webhook.name ? refusal : undefined}
				/>
			))}
		</ul>
	);
}

interface RowProps {
	webhook: Webhook;
	last: Delivery | undefined;
	refusal: WebhookRefusal | undefined;
}

function Row({ webhook, last, refusal }: RowProps) {
	const { name, url, enabled, leastSeverity } = webhook;
	const test = useTest(name);
	return (
		<li className="grid gap-2.5 px-4 py-3">
			<div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
				<div className="min-w-0">
					<p className="flex flex-wrap items-center gap-x-2 gap-y-1">
						<span
							className="line-clamp-2 min-w-0 font-medium [overflow-wrap:anywhere]"
							dir="auto"
							title={name}
						>
							{name}
						</span>
						{enabled ? (
							<Badge tone="good" icon={CircleCheck}>
								On
							</Badge>
						) : (
							<Badge tone="quiet" icon={CircleSlash}>
								Off
							</Badge>
						)}
						<span className="text-xs text-muted">{LEAST_SEVERITIES[leastSeverity]}</span>
					</p>
					<p className="mt-0.5 line-clamp-3 break-all text-xs text-muted" title={url}>
						{url}
					</p>
				</div>
				{last ? (
					<DeliveryState delivery={last} />
				) : (
					<p className="text-xs text-muted">None of the last messages went to it.</p>
				)}
			</div>
			<div className="flex flex-wrap items-start gap-x-2 gap-y-2">
				<TestForm name={name} enabled={enabled} test={test} />
				<NamedForm name={name} intent={enabled ? WEBHOOK_INTENTS.turnOff : WEBHOOK_INTENTS.turnOn}>
					<Power aria-hidden className="size-3.5" />
					{enabled ? 'Turn off' : 'Turn on'}
				</NamedForm>
				<div className="ml-2 min-w-0 py-1.5 open:w-full">
					<Disclosure summary="Remove…">
						<div className="grid gap-2">
							<p className="text-xs text-muted">
								Sends nothing to it any more, and forgets what was sent. Its secret is gone for good.
							</p>
							<NamedForm name={name} intent={WEBHOOK_INTENTS.remove}>
								<Trash2 aria-hidden className="size-3.5" />
								<span>
									Remove <bdi>{name}</bdi>
								</span>
							</NamedForm>
						</div>
					</Disclosure>
				</div>
			</div>
			<TestOutcome test={test} />
			<Refusal answer={refusal} />
		</li>
	);
}

function NamedForm({ name, intent, children }: { name: string; intent: WebhookIntent; children: ReactNode }) {
	const busy = useSubmitting((form) => form.get('intent') === intent && form.get('name') === name);
	return (
		<Form method="post" action={urls.settingsWebhooks} preventScrollReset>
			<input type="hidden" name="name" value={name} />
			<Button name="intent" value={intent} disabled={busy}>
				{children}
			</Button>
		</Form>
	);
}
