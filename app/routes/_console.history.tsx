import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { groupOutages } from '../../server/pipeline/outage-groups.ts';
import { CoverageChart } from '../components/charts/coverage-chart.tsx';
import { modelSummary } from '../components/history/model-summary.ts';
import { ServiceCard } from '../components/history/service-card.tsx';
import { SpanLinks } from '../components/history/span-links.tsx';
import { Card } from '../components/ui/card.tsx';
import { historyDays } from '../history-query.ts';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'History · Touchline' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const days = historyDays(new URL(request.url).searchParams);
	return { days, ...(await context.caller.history.lastDays({ days })) };
}

export default function HistoryPage() {
	const { days, from, to, service, coverage, outages, models } = useLoaderData<typeof loader>();
	return (
		<div className="grid gap-5">
			<div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
				<div>
					<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">History</h1>
					<p className="mt-1.5 text-muted">How the last {days} days went, today among them.</p>
				</div>
				<SpanLinks days={days} />
			</div>
			<ServiceCard service={service} span={{ from, to }} />
			<Card title="Coverage and outages" aside="the coming 48 h, as they stood">
				<CoverageChart history={coverage.points} outages={groupOutages(outages, to)} now={to} />
			</Card>
			<Card title="Models, last 7 days">
				<p className="text-muted">
					{modelSummary(models)}{' '}
					<Link to={urls.models} className="font-medium text-info underline underline-offset-4">
						Model by model
					</Link>
				</p>
			</Card>
		</div>
	);
}
