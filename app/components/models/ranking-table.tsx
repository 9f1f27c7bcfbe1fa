import { Link } from '@remix-run/react';
import type { RankedModel } from '../../../server/pipeline/ranking.ts';
import { grouped } from '../../count.ts';
import { urls } from '../../urls.ts';
import { IntervalBar } from './interval-bar.tsx';
import { placesInWords } from './ranking-words.ts';

/** The models by points per match, each with the places that it may have. */
export function RankingTable({ ranked }: { ranked: RankedModel[] }) {
	const most = Math.max(...ranked.map(({ interval, pointsPerMatch }) => interval?.high ?? pointsPerMatch));
	const chances = ranked.some(({ forecasts }) => forecasts !== null);
	return (
		<table className="w-full border-collapse">
			<caption className="sr-only">Models by points per match, the best first</caption>
			<thead className="text-xs text-muted">
				<tr className="border-b *:whitespace-nowrap *:px-2 *:py-2 *:text-right *:font-medium *:first:pl-4 *:last:pr-4">
					<th scope="col">Place</th>
					<th scope="col" className="text-left!">
						Model
					</th>
					<th scope="col">Points per match</th>
					<th scope="col" className="hidden w-1/4 text-left! md:table-cell">
						95 % interval
					</th>
					<th scope="col" className="hidden sm:table-cell">
						Predictions
					</th>
					{chances && (
						<th scope="col" className="hidden lg:table-cell">
							<abbr title="Means of the scores of its chances; lower is better" className="no-underline">
								Brier · RPS · log-loss
							</abbr>
						</th>
					)}
				</tr>
			</thead>
			<tbody>
				{ranked.map(({ model, ranks, pointsPerMatch, interval, predictions, forecasts }) => (
					<tr
						key={model.id}
						className="border-b *:px-2 *:py-1.5 *:text-right *:first:pl-4 *:last:pr-4 last:border-b-0 hover:bg-raised"
					>
						<td className="whitespace-nowrap text-muted">{placesInWords(ranks)}</td>
						<th scope="row" className="text-left! font-normal">
							<Link to={urls.model(model.id)} className="line-clamp-2 hover:underline">
								<bdi>{model.name}</bdi>
							</Link>
						</th>
						<td>
							<span className="font-semibold">{pointsPerMatch.toFixed(2)}</span>
							<span className="block whitespace-nowrap text-xs text-muted">
								{interval
									? `${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}`
									: `of ${grouped(predictions)}: too few`}
							</span>
						</td>
						<td className="hidden md:table-cell">
							<IntervalBar interval={interval} mean={pointsPerMatch} most={most} />
						</td>
						<td className="hidden sm:table-cell">{grouped(predictions)}</td>
						{chances && (
							<td className="hidden whitespace-nowrap text-xs text-muted lg:table-cell">
								{forecasts
									? [forecasts.brier, forecasts.rankedProbability, forecasts.logLoss]
											.map((score) => score.toFixed(3))
											.join(' · ')
									: '–'}
							</td>
						)}
					</tr>
				))}
			</tbody>
		</table>
	);
}
