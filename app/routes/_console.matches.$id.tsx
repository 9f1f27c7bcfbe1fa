import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { MessageSquareDashed } from 'lucide-react';
import type { StageState } from '../../server/pipeline/stage-state.ts';
import { AlertList } from '../components/alerts/alert-list.tsx';
import { FailureList } from '../components/failures/failure-list.tsx';
import { RetryResult } from '../components/failures/retry-result.tsx';
import { AnalysisCard } from '../components/match/analysis-card.tsx';
import { LineupsCard } from '../components/match/lineups-card.tsx';
import { MatchHeader } from '../components/match/match-header.tsx';
import { PredictionsTable } from '../components/match/predictions-table.tsx';
import { PromptCard } from '../components/match/prompt-card.tsx';
import { ScoreGrid } from '../components/match/score-grid.tsx';
import { SettlementCard } from '../components/match/settlement-card.tsx';
import { StageTimeline } from '../components/match/stage-timeline.tsx';
import { WithoutAnalysisNote } from '../components/match/without-analysis-note.tsx';
import { stageView } from '../components/pipeline/stage-state.ts';
import { BackLink } from '../components/ui/back-link.tsx';
import { Card } from '../components/ui/card.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { retryAction } from '../retry-action.ts';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `${data.match.home} – ${data.match.away} · Touchline` : 'Match · Touchline' },
];

export function loader({ context, params }: LoaderFunctionArgs) {
	return context.caller.matches.byId({ id: params.id ?? '' });
}

export const action = retryAction;

export default function MatchPage() {
	const detail = useLoaderData<typeof loader>();
	const { match, served, predictions, missingModels, settlements, failures, alerts } = detail;
	const { stages } = match;
	return (
		<div className="grid gap-5">
			<BackLink to={urls.matches}>All matches</BackLink>
			<MatchHeader detail={detail} />
			<RetryResult result={useActionData<typeof action>()} />
			{alerts.length > 0 && (
				<Card title="Alerts" flush>
					<AlertList alerts={alerts} label="Open alerts" linked={false} />
				</Card>
			)}
			{failures.length > 0 && (
				<Card title="Failures" flush>
					<FailureList failures={failures} empty="" />
				</Card>
			)}
			{served && (
				<div className="grid items-start gap-5 md:grid-cols-2 lg:grid-cols-3">
					<Card title="Stages">
						<StageTimeline stages={stages} delays={detail.delays} />
					</Card>
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
				<Card title="Predictions" aside={countOf(match.predictions)} flush>
					<WithoutAnalysisNote {...detail} />
					{predictions.length > 0 ? (
						<PredictionsTable predictions={predictions} />
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
			<div className="grid items-start gap-5 lg:grid-cols-2">
				<AnalysisCard analysis={detail.analysis} reason={reasonOf(stages.analysis)} />
				<LineupsCard lineups={detail.lineups} match={match} reason={reasonOf(stages.lineups)} />
			</div>
			{served && <PromptCard prompts={detail.prompts} predictions={predictions} />}
		</div>
	);
}

function reasonOf(state: StageState): string | null {
	return state.is === 'unavailable' ? stageView(state).reason : null;
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
