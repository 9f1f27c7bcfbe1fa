import { Link } from '@remix-run/react';
import type { Interval } from '../../../server/pipeline/points/mean-interval.ts';
import type { RankedModel } from '../../../server/pipeline/ranking.ts';
import { grouped } from '../../count.ts';
import { urls } from '../../urls.ts';
import { IntervalBar } from './interval-bar.tsx';
import { intervalInWords, placesInWords } from './ranking-words.ts';

/** The models by points per match, each with the places that it may have. */
export function RankingTable({ ranked }: { ranked: RankedModel[] }) {
	const all = ranked.map(({ interval, pointsPerMatch: mean }) => interval ?? { low: mean, high: mean });
	const within = {
		low: Math.min(...all.map(({ low }) => low)),
		high: Math.max(...all.map(({ high }) => high)),
	};
	const chances = ranked.some(({ forecasts }) => forecasts !== null);
	return (
		<table className="ledger">
			<caption className="sr-only">Models by points per match, the best first</caption>
			<thead>
				<tr>
					<th scope="col">Place</th>
					<th scope="col" className="text-left!">
						Model
					</th>
					<th scope="col">Points per match</th>
					<th scope="col" className="hidden w-1/4 text-left! md:table-cell">
						95 % interval, between {within.low.toFixed(2)} and {within.high.toFixed(2)}
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
				{ranked.map((model) => (
					<Row key={model.model.id} ranked={model} within={within} chances={chances} />
				))}
			</tbody>
		</table>
	);
}

interface RowProps {
	ranked: RankedModel;
	within: Interval;
	chances: boolean;
}

function Row({ ranked, within, chances }: RowProps) {
	const { model, ranks, pointsPerMatch, interval, predictions, forecasts } = ranked;
	return (
		<tr>
			<td className="whitespace-nowrap text-muted">{placesInWords(ranks)}</td>
			<th scope="row">
				<Link to={urls.model(model.id)}>
					<bdi>{model.name}</bdi>
				</Link>
			</th>
			<td>
				<b>{pointsPerMatch.toFixed(2)}</b>
				<small>{interval ? intervalInWords(interval) : `of ${grouped(predictions)}: too few`}</small>
			</td>
			<td className="hidden md:table-cell">
				<IntervalBar interval={interval} mean={pointsPerMatch} within={within} />
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
	);
}
