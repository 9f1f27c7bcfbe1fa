import type { CompetitionStanding } from '../../../server/pipeline/ranking.ts';
import { grouped } from '../../count.ts';

/** How a model stands in each competition. */
export function StandingsTable({ standings }: { standings: CompetitionStanding[] }) {
	return (
		<table className="w-full border-collapse">
			<caption className="sr-only">Points per match by competition, with forecast scores</caption>
			<thead className="text-xs text-muted">
				<tr className="border-b *:px-2 *:py-2 *:text-right *:font-medium *:first:pl-4 *:first:text-left *:last:pr-4">
					<th scope="col">Competition</th>
					<th scope="col">Points per match</th>
					<th scope="col" className="whitespace-nowrap">
						Predictions
					</th>
					<th scope="col" className="hidden sm:table-cell">
						Brier
					</th>
					<th scope="col" className="hidden sm:table-cell">
						RPS
					</th>
					<th scope="col" className="hidden sm:table-cell">
						Log-loss
					</th>
				</tr>
			</thead>
			<tbody>
				{standings.map(({ competition, pointsPerMatch, interval, predictions, forecasts }) => (
					<tr
						key={competition.id}
						className="border-b *:px-2 *:py-1.5 *:text-right *:first:pl-4 *:last:pr-4 last:border-b-0"
					>
						<th scope="row" className="text-left! font-normal">
							<bdi>{competition.name}</bdi>
						</th>
						<td>
							<span className="font-semibold">{pointsPerMatch.toFixed(2)}</span>
							<span className="block text-xs text-muted">
								{interval ? `${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}` : 'too few'}
							</span>
						</td>
						<td>{grouped(predictions)}</td>
						{[forecasts?.brier, forecasts?.rankedProbability, forecasts?.logLoss].map((score, index) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
							<td key={index} className="hidden sm:table-cell">
								{score?.toFixed(3) ?? '–'}
							</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}
