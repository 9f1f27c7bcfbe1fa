import { eventCounts, SETTLEMENT } from '../../pipeline/event-counts.ts';
import { settlementDelays } from '../../pipeline/settlement-delays.ts';
import { by, type MetricGroup } from '../figure.ts';

/** What became of settlements, and how soon. */
export const settlementGroup: MetricGroup = {
	name: 'settlement',
	async read({ db, clock }) {
		const [outcomes, delays] = await Promise.all([
			eventCounts(db, SETTLEMENT),
			settlementDelays(db, clock.now()),
		]);
		return [
			{
				...by(
					'outcome',
					'touchline_settlements_total',
					'Settlement jobs by what came of them; a postponed one is counted each time.',
					outcomes,
				),
				counter: true,
			},
			by(
				'percentile',
				'touchline_settlement_delay_seconds',
				'From full time to the first settlement, of the matches that were settled in the last 24 h.',
				delays,
			),
		];
	},
};
