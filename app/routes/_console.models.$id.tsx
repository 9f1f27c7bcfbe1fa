import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { CircleCheck, CircleSlash, Scale, Sparkles, Trophy } from 'lucide-react';
import { demandInWords } from '../../server/pipeline/models/switch-words.ts';
import { countsInWords, totalOf } from '../components/models/health-cells.ts';
import { HealthDays } from '../components/models/health-days.tsx';
import { LastPredictions } from '../components/models/last-predictions.tsx';
import { ModelFactsList } from '../components/models/model-facts-list.tsx';
import { ModelFailures } from '../components/models/model-failures.tsx';
import { Reliability } from '../components/models/reliability.tsx';
import { UsageLinks } from '../components/models/span-links.tsx';
import { StandingsTable } from '../components/models/standings-table.tsx';
import { SwitchForm } from '../components/models/switch-form.tsx';
import { seconds } from '../components/models/usage-table.tsx';
import { BackLink } from '../components/ui/back-link.tsx';
import { Badge } from '../components/ui/badge.tsx';
import { Card } from '../components/ui/card.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { Figures } from '../components/ui/figures.tsx';
import { Notice } from '../components/ui/notice.tsx';
import { Refusal } from '../components/ui/refusal.tsx';
import { grouped, shortened } from '../count.ts';
import { useLasting } from '../lasting.ts';
import { modelQuery, SPANS } from '../model-query.ts';
import { dollars } from '../money.ts';
import { refused } from '../refused.ts';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
	{ title: `${found?.detail.model.name ?? 'Model'} · Touchline` },
];

export async function loader({ request, params, context: { caller } }: LoaderFunctionArgs) {
	const query = modelQuery(new URL(request.url).searchParams);
	const { span, includeRetroactive } = query;
	return { query, detail: await caller.models.one({ id: params.id ?? '', span, includeRetroactive }) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
	const form = await request.formData();
	try {
		const enabled = form.get('enabled') === 'yes';
		return data(await context.plainCaller.models.setEnabled({ id: params.id ?? '', enabled }));
	} catch (error) {
		return refused(error);
	}
}

export default function ModelPage() {
	const { query, detail } = useLoaderData<typeof loader>();
	const answer = useActionData<typeof action>();
	const [done, putAway] = useLasting(answer && 'enabled' in answer ? answer : undefined);
	const { model, usage, quarters, health, failures, predictions, standings, calibration } = detail;
	const chances = calibration.some((bin) => bin.chances > 0);
	return (
		<div className="grid gap-5">
			<div className="grid gap-2">
				<BackLink to={urls.models}>All models</BackLink>
				<div className="flex flex-wrap items-center gap-x-3 gap-y-1">
					<h1 className="min-w-0 text-xl font-semibold tracking-tight sm:text-2xl" dir="auto">
						{model.name}
					</h1>
					{model.enabled ? (
						<Badge tone="good" icon={CircleCheck}>
							Enabled
						</Badge>
					) : (
						<Badge tone="quiet" icon={CircleSlash}>
							Disabled
						</Badge>
					)}
					<span className="text-muted">{model.provider}</span>
				</div>
				<SwitchForm model={model} demand={detail.demand} />
			</div>
			<Refusal answer={answer && 'problem' in answer ? answer : undefined} />
			<div role="status" aria-label="Result" className="empty:absolute">
				{done && (
					<Notice tone="good">
						<bdi>{done.name}</bdi> is {done.enabled ? 'enabled' : 'disabled'}
						{done.changed ? `: ${demandInWords(done.demand, done.enabled)}.` : ' already.'}{' '}
						<button type="button" onClick={putAway} className="font-medium underline underline-offset-4">
							Put away
						</button>
					</Notice>
				)}
			</div>
			{model.problem !== null && (
				<Notice tone="bad">
					<span dir="auto">{model.problem}</span>
				</Notice>
			)}
			<Card title="Calls" aside={<UsageLinks span={query.span} />}>
				{usage ? (
					<Figures
						figures={[
							{
								label: `answered in ${SPANS[query.span]}`,
								value: grouped(usage.counts.answered),
								of: `of ${grouped(usage.calls - usage.counts.rate_limited)}`,
							},
							{ label: 'mean time', value: seconds(usage.meanLatencyMs) },
							{ label: 'tokens in', value: shortened(usage.promptTokens) },
							{ label: 'tokens out', value: shortened(usage.completionTokens) },
							{ label: 'cost', value: dollars(usage.costUsd) },
						]}
					/>
				) : (
					<p className="text-muted">No call ended in the last {SPANS[query.span]}.</p>
				)}
				<p className="mt-5 mb-2 text-muted">
					Last 7 days, by quarters of days in UTC: {countsInWords(totalOf(health))}.
				</p>
				<HealthDays quarters={quarters} cells={health} />
			</Card>
			<Card title="Registry">
				<ModelFactsList model={model} fallback={detail.fallback} />
			</Card>
			<Card
				title="Open failures"
				aside={
					failures.length > 0 ? (
						<Link to={urls.failuresWith({ model: model.id })} className="text-info hover:underline">
							All of this model
						</Link>
					) : undefined
				}
				flush
			>
				<ModelFailures model={model.id} groups={failures} />
			</Card>
			<Card
				title="Points by competition"
				aside={
					<Link
						to={query.includeRetroactive ? '?' : '?retroactive=1'}
						preventScrollReset
						className="text-info hover:underline"
					>
						{query.includeRetroactive ? 'Only what was made on time' : 'Retroactive, too'}
					</Link>
				}
				flush
			>
				{standings.length > 0 ? (
					<StandingsTable standings={standings} />
				) : (
					<Empty icon={Trophy}>None of its predictions has points. They come with settlements.</Empty>
				)}
			</Card>
			<Card title="Calibration" flush={!chances}>
				{chances ? (
					<Reliability bins={calibration} />
				) : (
					<Empty icon={Scale}>
						It has given no chances of home win, draw and away win that could be compared with results.
					</Empty>
				)}
			</Card>
			<Card title="Last predictions" flush>
				{predictions.length > 0 ? (
					<LastPredictions predictions={predictions} />
				) : (
					<Empty icon={Sparkles}>It has predicted no match yet.</Empty>
				)}
			</Card>
		</div>
	);
}
