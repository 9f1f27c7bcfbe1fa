import { predictionMargins } from '../../pipeline/prediction-margins.ts';
import { stageLatencies } from '../../pipeline/stage-latencies.ts';
import { by, type MetricGroup } from '../figure.ts';

/** How soon work is done, and how long before kick-off. */
export const punctualityGroup: MetricGroup = {
	name: 'punctuality',
	async read({ db, clock }) {
		const now = clock.now();
		const [latencies, margins] = await Promise.all([stageLatencies(db, now), predictionMargins(db, now)]);
		return [
			{
				name: 'touchline_stage_latency_seconds',
				help: 'From when a stage was due until it was done, over the last 24 h; of a settlement from full time.',
				values: Object.entries(latencies).flatMap(([stage, percentiles]) =>
					Object.entries(percentiles).map(([percentile, value]) => ({
						labels: { stage, percentile },
						value,
					})),
				),
			},
			by(
				'percentile',
				'touchline_prediction_margin_seconds',
				'From the last prediction that a match got on time to its kick-off, of the matches that kicked off in the last 24 h.',
				margins,
			),
		];
	},
};
