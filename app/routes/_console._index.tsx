import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { CalendarClock, CalendarX } from 'lucide-react';
import { after, DAY } from '../../server/clock.ts';
import { groupOutages } from '../../server/pipeline/outage-groups.ts';
import { AlertBanner } from '../components/alerts/alert-banner.tsx';
import { foremostAlerts } from '../components/alerts/foremost-alerts.ts';
import { coverageTrace } from '../components/charts/coverage-data.ts';
import { CoverageStrip } from '../components/charts/coverage-strip.tsx';
import { AlikeFailuresCard } from '../components/failures/alike-failures-card.tsx';
import { RetryResult } from '../components/failures/retry-result.tsx';
import { RunResult } from '../components/match/run-result.tsx';
import { MatchList } from '../components/matches/match-list.tsx';
import { VitalSignTiles } from '../components/overview/vital-sign-tiles.tsx';
import { vitalSigns } from '../components/overview/vital-signs.ts';
import { AtRiskList } from '../components/pipeline/at-risk-list.tsx';
import { CoverageBreakdown } from '../components/pipeline/coverage-breakdown.tsx';
import { KickoffTime } from '../components/pipeline/kickoff-time.tsx';
import { PassList } from '../components/pipeline/pass-list.tsx';
import { PassForm, PassResult } from '../components/pipeline/pass-runner.tsx';
import { QueueTable } from '../components/pipeline/queue-table.tsx';
import { StateSentence } from '../components/pipeline/state-sentence.tsx';
import { WorkerList } from '../components/pipeline/worker-list.tsx';
import { Card } from '../components/ui/card.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { Refusal } from '../components/ui/refusal.tsx';
import { counted } from '../count.ts';
import { passAction } from '../pass-action.ts';
import { riskAction } from '../risk-action.ts';
import { Relative } from '../time/time.tsx';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Overview · Touchline' }];

export async function loader({ context }: LoaderFunctionArgs) {
	const { alerts, history, ...page } = await context.caller.overview();
	const { computedAt: at, matches, covered } = page.coverage;
	return {
		...page,
		history: coverageTrace([...history, { at, matches, covered }]),
		alerts: foremostAlerts(alerts),
	};
}

export async function action({ request, context }: ActionFunctionArgs) {
	const form = await request.formData();
	const pass = await passAction(context, form);
	return pass ? { pass } : riskAction(context, form);
}

export default function OverviewPage() {
	const page = useLoaderData<typeof loader>();
	const { coverage, atRisk, upcoming, recent, history } = page;
	const now = coverage.computedAt;
	const [next] = upcoming;
	const done = useActionData<typeof action>();
	return (
		<div className="grid gap-5">
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
			<Refusal answer={done && 'problem' in done ? done : undefined} />
			<RunResult result={done && 'run' in done ? done.run : undefined} linked />
			<RetryResult result={done && 'retried' in done ? done.retried : undefined} />
			<AlertBanner alerts={page.alerts} />
			<VitalSignTiles signs={vitalSigns(page)} />
			<div className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
				<div className="grid min-w-0 content-start gap-5">
					<Card
						id="at-risk"
						title="At risk"
						aside={atRisk.length > 0 ? counted(atRisk.length, 'match', 'matches') : 'next 6 h'}
						flush
					>
						<AtRiskList atRisk={atRisk} />
					</Card>
					<AlikeFailuresCard counts={page.failureCounts} groups={page.alikeFailures} />
					<Card
						title="Coverage, last 24 h"
						aside={
							<Link to={urls.history} className={WAY}>
								History
							</Link>
						}
					>
						<CoverageStrip
							coverage={history}
							outages={groupOutages(page.outages, now)}
							from={after(now, -DAY).getTime()}
							to={now.getTime()}
						/>
					</Card>
					<Card
						title="Next kick-offs"
						aside={
							<Link to={urls.matches} className={WAY}>
								All matches
							</Link>
						}
						flush
					>
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
				<div className="grid min-w-0 content-start gap-5 md:max-xl:grid-cols-2">
					<Card title="Served" aside={`next ${coverage.windowHours} h`}>
						<CoverageBreakdown coverage={coverage} />
					</Card>
					<Card id="workers" title="Workers">
						<WorkerList workers={page.workers} />
					</Card>
					<Card title="Queues">
						<QueueTable queues={page.queues} />
					</Card>
					<Card id="passes" title="Passes" aside={<PassForm />} flush>
						<PassResult outcome={done && 'pass' in done ? done.pass : undefined} />
						<PassList passes={page.passes} />
					</Card>
				</div>
			</div>
		</div>
	);
}

const WAY = 'font-medium text-info hover:underline';
