import type { ReactNode } from 'react';
import type { Answer } from '../../../server/pipeline/match-story/read-prediction.ts';
import type { PredictionPoints } from '../../../server/pipeline/scoring.ts';
import { grouped } from '../../count.ts';
import { Time } from '../../time/time.tsx';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Figures } from '../ui/figures.tsx';
import { Verbatim } from './verbatim.tsx';

interface AnswerCardProps {
	title: string;
	aside: ReactNode;
	answer: Answer;
	/** Null while it is not scored, or counts for nothing. */
	points: PredictionPoints | null;
}

/** What a model answered, word for word, with what it was asked. */
export function AnswerCard({ title, aside, answer, points }: AnswerCardProps) {
	const { score, chances, madeAt, latencyMs, promptTokens, completionTokens, costUsd } = answer;
	return (
		<Card title={title} aside={aside}>
			<Figures
				figures={[
					{ label: 'Score', value: `${score.home} : ${score.away}` },
					{ label: 'Points', value: points?.points ?? '–' },
					{ label: 'Made', value: <Time at={madeAt} as="weekday" /> },
					{ label: 'Latency', value: `${(latencyMs / 1_000).toFixed(2)} s` },
					{ label: 'Cost', value: costUsd === null ? '–' : `$${costUsd.toFixed(4)}` },
					{
						label: 'Tokens in / out',
						value: `${promptTokens === null ? '–' : grouped(promptTokens)} / ${completionTokens === null ? '–' : grouped(completionTokens)}`,
					},
				]}
			/>
			{points && (
				<p className="mt-3 text-muted">
					{points.tendencyPoints} for the tendency, {points.goalDifferenceBonus} for the goal difference,{' '}
					{points.exactScoreBonus} for the exact score.
				</p>
			)}
			{chances && (
				<p className="mt-3 text-muted">
					Chances: home win {percent(chances.home)}, draw {percent(chances.draw)}, away win{' '}
					{percent(chances.away)}.
				</p>
			)}
			<h3 className="mb-1.5 mt-4 text-[13px] font-semibold">Reply</h3>
			<p className="mb-1.5 break-words text-xs text-muted">Served by {answer.servedBy}</p>
			<Verbatim text={answer.reply} label="Reply" />
			<div className="mt-4">
				<Disclosure
					summary={
						<span>
							Prompt, made <Time at={answer.prompt.madeAt} />
						</span>
					}
				>
					<Verbatim text={answer.prompt.text} label="Prompt" />
				</Disclosure>
			</div>
		</Card>
	);
}

function percent(chance: number): string {
	return `${Math.round(chance * 100)} %`;
}
