import {
	type ActionFunctionArgs,
	data,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { CircleCheck, History } from 'lucide-react';
import type { OpenAlert } from '../../server/alerts/alert.ts';
import { type AlertsRefusal, actOnAlerts, webhookFields } from '../alert-actions.ts';
import { ALERT_INTENTS } from '../alert-intents.ts';
import { AcknowledgeAllForm } from '../components/alerts/acknowledge-form.tsx';
import { AlertList } from '../components/alerts/alert-list.tsx';
import { DeliveryList } from '../components/alerts/delivery-list.tsx';
import { unacknowledged } from '../components/alerts/foremost-alerts.ts';
import { NewSecret } from '../components/alerts/new-secret.tsx';
import { WebhookForm } from '../components/alerts/webhook-form.tsx';
import { WebhookList } from '../components/alerts/webhook-list.tsx';
import { Card } from '../components/ui/card.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { PageLinks } from '../components/ui/page-links.tsx';
import { Refusal } from '../components/ui/refusal.tsx';
import { counted, grouped } from '../count.ts';
import { refused } from '../refused.ts';
import { urls, withinConsole } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Alerts · Touchline' }];

/** Of the past: the page is about what is wrong now. */
const PAST_SHOWN = 20;

export async function loader({ request, context: { caller } }: LoaderFunctionArgs) {
	const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined;
	const [open, past, webhooks, deliveries] = await Promise.all([
		caller.alerts.list(),
		caller.alerts.past({ cursor, limit: PAST_SHOWN }),
		caller.webhooks.list(),
		caller.webhooks.deliveries(),
	]);
	return { open, past, webhooks, deliveries };
}

/** Of the forms of this page, and of those that acknowledge on other pages: `to` leads back there. */
export async function action({ request, context }: ActionFunctionArgs) {
	const form = await request.formData();
	try {
		const done = await actOnAlerts(context.plainCaller, form);
		return done ? data(done) : redirect(form.has('to') ? withinConsole(form.get('to')) : urls.alerts, 303);
	} catch (error) {
		const { data: told, init } = refused(error);
		const refusal: AlertsRefusal = {
			...told,
			intent: String(form.get('intent')),
			fields: webhookFields(form),
		};
		return data(refusal, init ?? {});
	}
}

/** After a refusal, too: mostly something has changed since the page was loaded. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

const ABOUT_ALERTS: ReadonlySet<string> = new Set([ALERT_INTENTS.acknowledge, ALERT_INTENTS.acknowledgeAll]);

export default function AlertsPage() {
	const { open, past, webhooks, deliveries } = useLoaderData<typeof loader>();
	const answer = useActionData<typeof action>();
	const refusal = answer && 'problem' in answer ? answer : undefined;
	const ofAlerts = refusal && ABOUT_ALERTS.has(refusal.intent) ? refusal : undefined;
	const ofAdding = refusal?.intent === ALERT_INTENTS.addWebhook ? refusal : undefined;
	const ofTest = refusal?.intent === ALERT_INTENTS.testWebhook;
	const added = answer && 'added' in answer ? answer.added : undefined;
	const unknown = unacknowledged(open);
	return (
		<div className="grid gap-5">
			<div>
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Alerts</h1>
				<p className="mt-1.5 text-muted">{openInWords(open)}</p>
			</div>
			<Refusal answer={ofAlerts} />
			<Card
				title="Open"
				aside={unknown.length > 1 ? <AcknowledgeAllForm alerts={unknown} /> : grouped(open.length)}
				flush
			>
				{open.length > 0 ? (
					<AlertList alerts={open} label="Open alerts" />
				) : (
					<Empty icon={CircleCheck} tone="good">
						Nothing is wrong.
					</Empty>
				)}
			</Card>
			<Card id="webhooks" title="Webhooks" aside="get each change of an alert once" flush>
				<WebhookList
					webhooks={webhooks}
					deliveries={deliveries}
					refusal={ofAlerts || ofAdding || ofTest ? undefined : refusal}
				/>
				<div className="grid gap-3 border-t bg-raised px-4 py-3">
					<NewSecret added={added} />
					<WebhookForm fields={ofAdding?.fields} added={added} />
					<Refusal answer={ofAdding} />
				</div>
			</Card>
			<Card title="Deliveries" aside="the last 50, in real time" flush>
				<DeliveryList deliveries={deliveries} />
			</Card>
			<Card id="list" title="Past" flush>
				{past.alerts.length > 0 ? (
					<AlertList alerts={past.alerts} label="Past alerts" />
				) : (
					<Empty icon={History}>No alert has closed yet.</Empty>
				)}
				<PageLinks label="Pages of past alerts" nextCursor={past.nextCursor} />
			</Card>
		</div>
	);
}

function openInWords(open: OpenAlert[]): string {
	if (open.length === 0) return 'No alert is open. Each closes by itself once what it tells of is over.';
	const known = open.length - unacknowledged(open).length;
	const acknowledged = known === 0 ? 'none' : known === open.length ? 'all' : grouped(known);
	return `${counted(open.length, 'open alert')}, ${acknowledged} acknowledged. Each closes by itself once what it tells of is over.`;
}
