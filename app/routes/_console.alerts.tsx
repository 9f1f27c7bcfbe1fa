import {
	type ActionFunctionArgs,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node';
import { Link, type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { CircleCheck, History } from 'lucide-react';
import type { OpenAlert } from '../../server/alerts/alert.ts';
import { actOnAlerts } from '../alert-actions.ts';
import { AcknowledgeAllForm } from '../components/alerts/acknowledge-form.tsx';
import { AlertList } from '../components/alerts/alert-list.tsx';
import { unacknowledged } from '../components/alerts/foremost-alerts.ts';
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
	const [open, past, webhooks] = await Promise.all([
		caller.alerts.list(),
		caller.alerts.past({ cursor, limit: PAST_SHOWN }),
		caller.webhooks.list(),
	]);
	return { open, past, receivers: webhooks.filter(({ enabled }) => enabled).length };
}

/** Of the forms that acknowledge, on this page and on others: `to` leads back there. */
export async function action({ request, context }: ActionFunctionArgs) {
	const form = await request.formData();
	try {
		await actOnAlerts(context.plainCaller, form);
		return redirect(form.has('to') ? withinConsole(form.get('to')) : urls.alerts, 303);
	} catch (error) {
		return refused(error);
	}
}

/** After a refusal, too: mostly something has changed since the page was loaded. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

export default function AlertsPage() {
	const { open, past, receivers } = useLoaderData<typeof loader>();
	const unknown = unacknowledged(open);
	return (
		<div className="grid gap-5">
			<div>
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Alerts</h1>
				<p className="mt-1.5 text-muted">
					{openInWords(open)} {toldInWords(receivers)}{' '}
					<Link to={urls.settingsWebhooks} className="font-medium text-info hover:underline">
						Webhooks
					</Link>
				</p>
			</div>
			<Refusal answer={useActionData<typeof action>()} />
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

function toldInWords(receivers: number): string {
	return receivers === 0
		? 'Changes are sent nowhere.'
		: `Each change is sent to ${counted(receivers, 'webhook')}.`;
}
