import type { ModelPrediction } from '../../../server/pipeline/match-predictions.ts';
import type { PredictionPoints } from '../../../server/pipeline/scoring.ts';
import { Time } from '../../time/time.tsx';
import { Badge } from '../ui/badge.tsx';

/** What every model said, when, and what it earned. */
export function PredictionsTable({ predictions }: { predictions: ModelPrediction[] }) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
		<section className="overflow-x-auto" tabIndex={0} aria-label="Predictions of all models">
			<table className="w-full min-w-[44rem] border-collapse">
				<caption className="sr-only">Predictions, the best first</caption>
				<thead className="text-xs text-muted">
					<tr className="border-b *:whitespace-nowrap *:px-3 *:py-2 *:text-right *:font-medium *:first:pl-4 *:first:text-left *:last:pr-4">
						<th scope="col">Model</th>
						<th scope="col">Score</th>
						<th scope="col">Points</th>
						<th scope="col">
							<span title="Tendency + goal difference + exact score">Of these</span>
						</th>
						<th scope="col">Timing</th>
						<th scope="col">Made at</th>
						<th scope="col">Latency</th>
						<th scope="col">Cost</th>
					</tr>
				</thead>
				<tbody>
					{predictions.map((prediction) => (
						<Row key={prediction.model.id} prediction={prediction} />
					))}
				</tbody>
			</table>
		</section>
	);
}

function Row({ prediction }: { prediction: ModelPrediction }) {
	const { model, score, points, retroactive, withoutAnalysis, madeAt, latencyMs, costUsd } = prediction;
	return (
		<tr className="border-b *:whitespace-nowrap *:px-3 *:py-1.5 *:text-right *:first:pl-4 *:first:text-left *:last:pr-4 last:border-b-0 hover:bg-raised">
			<th scope="row" className="font-medium">
				{model.name}
			</th>
			<td className="font-semibold">
				{score.home} : {score.away}
			</td>
			<td className={points && points.points > 0 ? 'font-semibold' : 'text-muted'}>
				{points?.points ?? '–'}
			</td>
			<td className="text-xs text-muted">{points ? <Parts points={points} /> : '–'}</td>
			<td>
				{retroactive ? <Badge tone="warn">Retroactive</Badge> : <span className="text-muted">On time</span>}
				{withoutAnalysis && (
					<>
						{' '}
						<Badge tone="quiet">No analysis</Badge>
					</>
				)}
			</td>
			<td>
				<Time at={madeAt} as="weekday" />
			</td>
			<td className="text-muted">{(latencyMs / 1_000).toFixed(2)} s</td>
			<td className="text-muted">{costUsd === null ? '–' : `$${costUsd.toFixed(4)}`}</td>
		</tr>
	);
}

/** "4 + 1 + 3": tendency, goal difference, exact score. */
function Parts({ points }: { points: PredictionPoints }) {
	const { tendencyPoints, goalDifferenceBonus, exactScoreBonus } = points;
	return (
		<>
			<abbr title="Right tendency" className="no-underline">
				{tendencyPoints}
			</abbr>
			{' + '}
			<abbr title="Right goal difference" className="no-underline">
				{goalDifferenceBonus}
			</abbr>
			{' + '}
			<abbr title="Exact score" className="no-underline">
				{exactScoreBonus}
			</abbr>
		</>
	);
}
