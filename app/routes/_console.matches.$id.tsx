import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { MessageSquareDashed } from 'lucide-react';
import type { StageState } from '../../server/pipeline/stage-state.ts';
import { AlertList } from '../components/alerts/alert-list.tsx';
import { FailureList } from '../components/failures/failure-list.tsx';
import { RetryResult } from '../components/failures/retry-result.tsx';
import { AnalysisCard } from '../components/match/analysis-card.tsx';
import { Causes } from '../components/match/causes.tsx';
import { EventLine } from '../components/match/event-line.tsx';
import { LineupsCard } from '../components/match/lineups-card.tsx';
import { MatchActions } from '../components/match/match-actions.tsx';
import { MatchHeader } from '../components/match/match-header.tsx';
import { PredictionsTable } from '../components/match/predictions-table.tsx';
import { PromptCard } from '../components/match/prompt-card.tsx';
import { RunResult } from '../components/match/run-result.tsx';
import { ScoreGrid } from '../components/match/score-grid.tsx';
import { SettlementCard } from '../components/match/settlement-card.tsx';
import { predictionSort } from '../components/match/sort-predictions.ts';
import { StageTimeline } from '../components/match/stage-timeline.tsx';
import { VoidedCard } from '../components/match/voided-card.tsx';
import { WithoutAnalysisNote } from '../components/match/without-analysis-note.tsx';
import { stageView } from '../components/pipeline/stage-state.ts';
import { BackLink } from '../components/ui/back-link.tsx';
import { Card } from '../components/ui/card.tsx';
import { Disclosure } from '../components/ui/disclosure.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { Refusal } from '../components/ui/refusal.tsx';
import { matchAction } from '../match-action.ts';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `${data.match.home} – ${data.match.away} · Touchline` : 'Match · Touchline' },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const sort = predictionSort(new URL(request.url).searchParams);
	return { ...(await context.caller.matches.byId({ id: params.id ?? '' })), sort };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	return matchAction(context, params.id ?? '', await request.formData());
}

/** After a refusal, too: mostly something has changed since the page was loaded. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

export default function MatchPage() {
	const detail = useLoaderData<typeof loader>();
	const done = useActionData<typeof action>();
	const { match, served, predictions, missingModels, settlements, failures, alerts, events } = detail;
	const { stages } = match;
	return (
		<div className="grid grid-cols-[minmax(0,1fr)] gap-5">
			<BackLink to={urls.matches}>All matches</BackLink>
			<MatchHeader detail={detail} />
			<Refusal answer={done && 'problem' in done ? done : undefined} />
			<RunResult result={done && 'run' in done ? done.run : undefined} />
			<RetryResult result={done && 'retried' in done ? done.retried : undefined} />
			<MatchActions detail={detail} />
			{alerts.length > 0 && (
				<Card title="Alerts" flush>
					<AlertList alerts={alerts} label="Open alerts" linked={false} />
				</Card>
			)}
			{failures.length > 0 && (
				<Card title="Failures" aside={String(failures.length)} flush>
					<Causes causes={detail.causes} />
					<FailureList failures={failures} empty="" />
				</Card>
			)}
			{served && (
				<Card title="Timeline" flush>
					<StageTimeline
						stories={detail.stories}
						events={events}
						delays={detail.delays}
						predictions={match.predictions}
					/>
					<div className="border-t px-4 py-3">
						<Disclosure summary={`All that is on record, in order: ${events.length}`}>
							<ul className="grid gap-1">
								{events.map((event) => (
									<EventLine key={`${event.at.toISOString()} ${event.stage} ${event.what}`} event={event} />
								))}
							</ul>
						</Disclosure>
					</div>
				</Card>
			)}
			{served && (
				<div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 md:grid-cols-2">
					<Card title="Predicted scores">
						<ScoreGrid
							home={match.home}
							away={match.away}
							predicted={predictions.map(({ score }) => score)}
							result={settlements[0]?.score ?? null}
						/>
					</Card>
					<SettlementCard settlements={settlements} state={stages.settlement} />
				</div>
			)}
			{served && (
				<Card id="predictions" title="Predictions" aside={countOf(match.predictions)} flush>
					<WithoutAnalysisNote {...detail} />
					{predictions.length > 0 ? (
						<PredictionsTable matchId={match.id} predictions={predictions} sort={detail.sort} />
					) : (
						<Empty icon={MessageSquareDashed}>The models are asked 30 min before kick-off.</Empty>
					)}
					{predictions.length > 0 && missingModels.length > 0 && (
						<p className="border-t px-4 py-3 text-muted">
							Not there yet: {missingModels.map(({ name }) => name).join(', ')}.
						</p>
					)}
				</Card>
			)}
			{detail.voided.length > 0 && <VoidedCard matchId={match.id} voided={detail.voided} />}
			<div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-2">
				<AnalysisCard analysis={detail.analysis} reason={reasonOf(stages.analysis)} />
				<LineupsCard lineups={detail.lineups} match={match} reason={reasonOf(stages.lineups)} />
			</div>
			{served && <PromptCard prompts={detail.prompts} />}
		</div>
	);
}

function reasonOf(state: StageState): string | null {
	return state.is === 'unavailable' || state.is === 'failed' ? stageView(state).reason : null;
}

function countOf({
	stored,
	wanted,
	retroactive,
}: {
	stored: number;
	wanted: number;
	retroactive: number;
}): string {
	return `${stored} of ${wanted}${retroactive > 0 ? `, ${retroactive} retroactive` : ''}`;
}
