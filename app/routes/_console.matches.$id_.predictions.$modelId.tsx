import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MessageSquareDashed } from 'lucide-react';
import { VOID_WORDS } from '../../server/pipeline/match-story/void-words.ts';
import { AnswerCard } from '../components/match/answer-card.tsx';
import { BackLink } from '../components/ui/back-link.tsx';
import { Card } from '../components/ui/card.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { Time } from '../time/time.tsx';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{
		title: data
			? `${data.model.name}: ${data.match.home} – ${data.match.away} · Touchline`
			: 'Prediction · Touchline',
	},
];

export function loader({ context, params: { id = '', modelId = '' } }: LoaderFunctionArgs) {
	return context.caller.matches.prediction({ matchId: id, modelId });
}

export default function PredictionPage() {
	const { match, model, prediction, voided } = useLoaderData<typeof loader>();
	return (
		<div className="grid grid-cols-[minmax(0,1fr)] gap-5">
			<BackLink to={urls.match(match.id)}>The match</BackLink>
			<div>
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">{model.name}</h1>
				<p className="mt-1.5 line-clamp-3 break-words text-muted">
					on <span dir="auto">{match.home}</span> – <span dir="auto">{match.away}</span>, kick-off{' '}
					<Time at={match.kickoffAt} />
				</p>
			</div>
			{prediction ? (
				<AnswerCard
					title="Prediction"
					aside={prediction.retroactive ? 'retroactive' : 'on time'}
					answer={prediction}
					points={prediction.points}
				/>
			) : (
				<Card title="Prediction" flush>
					<Empty icon={MessageSquareDashed}>
						{voided.length > 0
							? 'There is none that counts: what it said before is void.'
							: 'It has not predicted this match: the match’s timeline says when it is asked.'}
					</Empty>
				</Card>
			)}
			{voided.map((answer) => (
				<AnswerCard
					key={answer.voidedAt.toISOString()}
					title="Void prediction"
					aside={
						<>
							since <Time at={answer.voidedAt} />: {VOID_WORDS[answer.because]}
						</>
					}
					answer={answer}
					points={null}
				/>
			))}
		</div>
	);
}
