import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { groupOutages } from '../../server/pipeline/outage-groups.ts';
import { CoverageChart } from '../components/charts/coverage-chart.tsx';
import { coverageTrace } from '../components/charts/coverage-data.ts';
import { modelSummary } from '../components/history/model-summary.ts';
import { ServiceCard } from '../components/history/service-card.tsx';
import { serviceView } from '../components/history/service-view.ts';
import { SpanLinks } from '../components/history/span-links.tsx';
import { Card } from '../components/ui/card.tsx';
import { historyDays } from '../history-query.ts';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'History · Touchline' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const days = historyDays(new URL(request.url).searchParams);
	const { from, to, service, coverage, outages, models } = await context.caller.history.lastDays({ days });
	return {
		days,
		to,
		service: serviceView(service, { from, to }),
		coverage: coverageTrace(coverage.points),
		outages: groupOutages(outages, to),
		models: modelSummary(models),
	};
}

export default function HistoryPage() {
	const { days, to, service, coverage, outages, models } = useLoaderData<typeof loader>();
	return (
		<div className="grid gap-5">
			<div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
				<div>
					<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">History</h1>
					<p className="mt-1.5 text-muted">How the last {days} days went, today among them.</p>
				</div>
				<SpanLinks days={days} />
			</div>
			<ServiceCard service={service} />
			<Card title="Coverage and outages" aside="the coming 48 h, as they stood">
				<CoverageChart coverage={coverage} outages={outages} now={to} />
			</Card>
			<Card title="Models, last 7 days">
				<p className="text-muted">
					{models}{' '}
					<Link to={urls.models} className="font-medium text-info underline underline-offset-4">
						Model by model
					</Link>
				</p>
			</Card>
		</div>
	);
}
