import { Link } from '@remix-run/react';
import { ArrowDownNarrowWide } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ModelPrediction } from '../../../server/pipeline/match-predictions.ts';
import type { PredictionPoints } from '../../../server/pipeline/scoring.ts';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Badge } from '../ui/badge.tsx';
import { type PredictionSort, sortPredictions } from './sort-predictions.ts';

interface PredictionsTableProps {
	matchId: string;
	predictions: ModelPrediction[];
	sort: PredictionSort;
}

/** What every model said, when, and what it earned; each leads to its reply. */
export function PredictionsTable({ matchId, predictions, sort }: PredictionsTableProps) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
		<section className="overflow-x-auto" tabIndex={0} aria-label="Predictions of all models">
			<table className="w-full border-collapse sm:min-w-[48rem]">
				<caption className="sr-only">Predictions, {CAPTIONS[sort]}</caption>
				<thead className="text-xs text-muted">
					<tr className="border-b *:whitespace-nowrap *:px-2 sm:*:px-3 *:py-2 *:text-right *:align-bottom *:font-medium *:first:pl-4 *:first:text-left *:last:pr-4">
						<SortHead by="model" sort={sort}>
							Model
						</SortHead>
						<SortHead by="score" sort={sort}>
							Score
						</SortHead>
						<SortHead by="points" sort={sort}>
							Points
						</SortHead>
						<th scope="col" className="hidden sm:table-cell">
							<span title="The quota of the tendency that came true">Tendency</span>
						</th>
						<th scope="col" className="hidden sm:table-cell">
							Difference
						</th>
						<th scope="col" className="hidden sm:table-cell">
							Exact
						</th>
						<th scope="col">Timing</th>
						<SortHead by="time" sort={sort}>
							Made at
						</SortHead>
						<th scope="col" className="hidden sm:table-cell">
							Latency
						</th>
						<th scope="col" className="hidden sm:table-cell">
							Cost
						</th>
					</tr>
				</thead>
				<tbody>
					{sortPredictions(predictions, sort).map((prediction) => (
						<Row key={prediction.model.id} matchId={matchId} prediction={prediction} />
					))}
				</tbody>
			</table>
		</section>
	);
}

const CAPTIONS: Record<PredictionSort, string> = {
	points: 'the best first',
	model: 'by model',
	time: 'the earliest first',
	score: 'by score',
};

function SortHead({ by, sort, children }: { by: PredictionSort; sort: PredictionSort; children: ReactNode }) {
	const chosen = by === sort;
	return (
		<th
			scope="col"
			aria-sort={chosen ? (by === 'points' || by === 'score' ? 'descending' : 'ascending') : undefined}
		>
			<Link
				to={`?sort=${by}#predictions`}
				preventScrollReset
				className={`inline-flex min-h-6 items-center gap-1 hover:text-ink ${chosen ? 'text-ink' : 'underline decoration-dotted underline-offset-4'}`}
			>
				{children}
				{chosen && <ArrowDownNarrowWide aria-hidden className="size-3.5" />}
			</Link>
		</th>
	);
}

function Row({ matchId, prediction }: { matchId: string; prediction: ModelPrediction }) {
	const { model, score, points, retroactive, withoutAnalysis, madeAt, latencyMs, costUsd } = prediction;
	return (
		<tr className="border-b sm:*:whitespace-nowrap *:px-2 sm:*:px-3 *:py-1.5 *:text-right *:first:pl-4 *:first:text-left *:last:pr-4 last:border-b-0 hover:bg-raised">
			<th scope="row" className="font-medium">
				<Link to={urls.prediction(matchId, model.id)} className="hover:underline" title="Its reply in full">
					{model.name}
				</Link>
			</th>
			<td className="whitespace-nowrap font-semibold">
				{score.home} : {score.away}
			</td>
			<td className={points && points.points > 0 ? 'font-semibold' : 'text-muted'}>
				{points?.points ?? '–'}
			</td>
			<Part points={points} part="tendencyPoints" />
			<Part points={points} part="goalDifferenceBonus" />
			<Part points={points} part="exactScoreBonus" />
			<td>
				{retroactive ? <Badge tone="warn">Retroactive</Badge> : <span className="text-muted">On time</span>}
				{withoutAnalysis && (
					<>
						{' '}
						<Badge tone="quiet">No analysis</Badge>
					</>
				)}
			</td>
			<td className="whitespace-nowrap">
				<Time at={madeAt} as="weekday" />
			</td>
			<td className="hidden text-muted sm:table-cell">{(latencyMs / 1_000).toFixed(2)} s</td>
			<td className="hidden text-muted sm:table-cell">{costUsd === null ? '–' : `$${costUsd.toFixed(4)}`}</td>
		</tr>
	);
}

function Part({ points, part }: { points: PredictionPoints | null; part: keyof PredictionPoints }) {
	return <td className="hidden text-muted sm:table-cell">{points ? points[part] : '–'}</td>;
}
