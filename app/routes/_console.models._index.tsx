import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Trophy } from 'lucide-react';
import { HealthMap } from '../components/models/health-map.tsx';
import { type ModelRow, modelRows } from '../components/models/model-rows.ts';
import { ProviderModels } from '../components/models/provider-models.tsx';
import { RankingForm } from '../components/models/ranking-form.tsx';
import { RankingTable } from '../components/models/ranking-table.tsx';
import { rankingSummary } from '../components/models/ranking-words.ts';
import { UsageLinks } from '../components/models/span-links.tsx';
import { Card } from '../components/ui/card.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { Notice } from '../components/ui/notice.tsx';
import { counted } from '../count.ts';
import { modelQuery, SPANS } from '../model-query.ts';
import { dollars } from '../money.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Models · Touchline' }];

export async function loader({ request, context: { caller } }: LoaderFunctionArgs) {
	const query = modelQuery(new URL(request.url).searchParams);
	const { span, ...asked } = query;
	const [list, ranked] = await Promise.all([caller.models.list({ span }), caller.ranking(asked)]);
	return { query, ...list, models: modelRows(list.models), ranked };
}

export default function ModelsPage() {
	const { query, models, providers, quarters, competitions, ranked } = useLoaderData<typeof loader>();
	const problems = models.flatMap(({ problem }) => problem ?? []);
	const chances = ranked.some(({ forecasts }) => forecasts !== null);
	return (
		<div className="grid gap-5">
			<div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
				<div>
					<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Models</h1>
					<p className="mt-1.5 text-muted">{inWords(models, SPANS[query.span])}</p>
				</div>
				<UsageLinks span={query.span} />
			</div>
			{problems.map((problem) => (
				<Notice key={problem} tone="bad">
					<span dir="auto">{problem}</span>
				</Notice>
			))}
			<Card title="Health, last 7 days" aside="quarters of days in UTC">
				<HealthMap models={models} quarters={quarters} />
			</Card>
			<Card title={`Calls, last ${SPANS[query.span]}`} aside="mean time of an answered call" flush>
				{providers.map((provider) => (
					<ProviderModels
						key={provider.id}
						provider={provider}
						models={models.filter((model) => model.provider === provider.id)}
					/>
				))}
			</Card>
			<Card
				id="ranking"
				title="Ranking"
				aside={query.includeRetroactive ? 'retroactive predictions, too' : 'predictions made on time'}
				flush
			>
				<RankingForm query={query} competitions={competitions} />
				{ranked.length > 0 ? (
					<>
						<p className="border-b px-4 py-3 text-muted">
							{rankingSummary(ranked)}
							{!chances && ' No model has given chances yet: their scores show here once one does.'}
						</p>
						<RankingTable ranked={ranked} />
					</>
				) : (
					<Empty icon={Trophy}>
						No prediction of these matches has points. They come with the settlement after full time.
					</Empty>
				)}
			</Card>
		</div>
	);
}

function inWords(models: ModelRow[], span: string): string {
	const enabled = models.filter((model) => model.enabled).length;
	const usages = models.flatMap(({ usage }) => usage ?? []);
	const calls = usages.reduce((sum, usage) => sum + usage.calls, 0);
	const cost = usages.reduce((sum, { costUsd }) => sum + costUsd, 0);
	const asked =
		calls === 0
			? `No call in the last ${span}.`
			: `${counted(calls, 'call')} in the last ${span}, for ${dollars(cost)}.`;
	return `${enabled} of ${counted(models.length, 'model')} enabled. ${asked}`;
}
