import type { CompetitionStanding } from '../../../server/pipeline/ranking.ts';
import { grouped } from '../../count.ts';
import { intervalInWords } from './ranking-words.ts';

/** How a model stands in each competition. */
export function StandingsTable({ standings }: { standings: CompetitionStanding[] }) {
	return (
		<table className="ledger">
			<caption className="sr-only">Points per match by competition, with forecast scores</caption>
			<thead>
				<tr>
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
					<tr key={competition.id}>
						<th scope="row">
							<bdi>{competition.name}</bdi>
						</th>
						<td>
							<b>{pointsPerMatch.toFixed(2)}</b>
							<small>{interval ? intervalInWords(interval) : 'too few'}</small>
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
