import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { CalendarClock, CalendarX } from 'lucide-react';
import { groupOutages } from '../../server/pipeline/outage-groups.ts';
import { countOf } from '../../server/words.ts';
import { AlertBanner } from '../components/alerts/alert-banner.tsx';
import { foremostAlerts } from '../components/alerts/foremost-alerts.ts';
import { CoverageStrip } from '../components/charts/coverage-strip.tsx';
import { RetryResult } from '../components/failures/retry-result.tsx';
import { SettlementFailuresCard } from '../components/failures/settlement-failures-card.tsx';
import { AtRiskList } from '../components/pipeline/at-risk-list.tsx';
import { CoverageBreakdown } from '../components/pipeline/coverage-breakdown.tsx';
import { KickoffTime } from '../components/pipeline/kickoff-time.tsx';
import { MatchList } from '../components/pipeline/match-list.tsx';
import { PassList } from '../components/pipeline/pass-list.tsx';
import { PassForm, PassResult } from '../components/pipeline/pass-runner.tsx';
import { QueueTable } from '../components/pipeline/queue-table.tsx';
import { StateSentence } from '../components/pipeline/state-sentence.tsx';
import { WorkerList } from '../components/pipeline/worker-list.tsx';
import { Card } from '../components/ui/card.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { passAction } from '../pass-action.ts';
import { retry } from '../retry-action.ts';
import { Relative } from '../time/time.tsx';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Overview · Touchline' }];

export async function loader({ context }: LoaderFunctionArgs) {
	const { alerts, ...page } = await context.caller.overview();
	return { ...page, alerts: foremostAlerts(alerts) };
}

export async function action({ request, context }: ActionFunctionArgs) {
	const form = await request.formData();
	const pass = await passAction(context, form);
	return pass ? { pass } : { retry: await retry(context, form) };
}

export default function OverviewPage() {
	const page = useLoaderData<typeof loader>();
	const { coverage, atRisk, upcoming, recent, history } = page;
	const done = useActionData<typeof action>();
	const now = coverage.computedAt;
	const [next] = upcoming;
	return (
		<div className="grid gap-5">
			<AlertBanner alerts={page.alerts} />
			<div>
				<StateSentence coverage={coverage} atRisk={atRisk} workers={page.workers} />
				<p className="mt-1.5 text-muted sm:pl-9">
					{next ? (
						<>
							Next: {next.home} – {next.away}, <KickoffTime match={next} />, <Relative at={next.kickoffAt} />.
						</>
					) : (
						'The next matches appear here as soon as the fixture list has them.'
					)}
				</p>
			</div>
			<RetryResult result={done && 'retry' in done ? done.retry : undefined} />
			<div className="grid gap-5 lg:grid-cols-3">
				<Card title="Coverage, last 24 h" className="lg:col-span-2">
					<CoverageStrip
						history={history}
						outages={groupOutages(page.outages, now)}
						from={now.getTime() - 24 * 60 * 60_000}
						to={now.getTime()}
					/>
				</Card>
				<Card title="Covered" aside={`next ${coverage.windowHours} h`}>
					<CoverageBreakdown coverage={coverage} />
				</Card>
			</div>
			<div className="grid gap-5 lg:grid-cols-2">
				<Card
					title="At risk"
					aside={atRisk.length > 0 ? countOf(atRisk.length, 'match', 'matches') : 'next 6 h'}
					flush
				>
					<AtRiskList atRisk={atRisk} />
				</Card>
				<SettlementFailuresCard counts={page.failureCounts} failures={page.settlementFailures} />
			</div>
			<div className="grid items-start gap-5 lg:grid-cols-2">
				<Card title="Next kick-offs" aside={<AllMatches />} flush>
					{upcoming.length > 0 ? (
						<MatchList matches={upcoming} caption="Next kick-offs" />
					) : (
						<Empty icon={CalendarX}>No match kicks off in the next {coverage.windowHours} h.</Empty>
					)}
				</Card>
				<Card title="Live and just finished" flush>
					{recent.length > 0 ? (
						<MatchList matches={recent} caption="Live and just finished" />
					) : (
						<Empty icon={CalendarClock}>No match has kicked off in the last 24 h.</Empty>
					)}
				</Card>
			</div>
			<div className="grid items-start gap-5 lg:grid-cols-3">
				<Card id="passes" title="Passes" aside={<PassForm />} className="lg:col-span-2" flush>
					<PassResult outcome={done && 'pass' in done ? done.pass : undefined} />
					<PassList passes={page.passes} />
				</Card>
				<div className="grid gap-5">
					<Card title="Workers">
						<WorkerList workers={page.workers} />
					</Card>
					<Card title="Queues">
						<QueueTable queues={page.queues} />
					</Card>
				</div>
			</div>
		</div>
	);
}

function AllMatches() {
	return (
		<Link to={urls.matches} className="font-medium text-info hover:underline">
			All matches
		</Link>
	);
}
