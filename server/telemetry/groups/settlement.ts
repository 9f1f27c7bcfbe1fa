import { eventCounts, SETTLEMENT } from '../../pipeline/event-counts.ts';
import type { PassReport } from '../../pipeline/pass-report.ts';
import { recentPasses } from '../../pipeline/passes.ts';
import { settlementDelays } from '../../pipeline/settlement-delays.ts';
import { by, type Figure, type MetricGroup } from '../figure.ts';

/** What became of settlements, and how soon. */
export const settlementGroup: MetricGroup = {
	name: 'settlement',
	async read({ db, clock }) {
		const [outcomes, passes, delays] = await Promise.all([
			eventCounts(db, SETTLEMENT),
			recentPasses(db),
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
			waiting(passes.find(({ kind }) => kind === 'sweep')),
			by(
				'percentile',
				'touchline_settlement_delay_seconds',
				'From full time to the first settlement, of the matches that were settled in the last 24 h.',
				delays,
			),
		];
	},
};

/** A postponed settlement has no job: the sweep counts the matches. */
function waiting(sweep: PassReport | undefined): Figure {
	const settlements = sweep?.blocked.filter(({ stage }) => stage === 'settlement') ?? [];
	const counts = Object.fromEntries(settlements.map(({ by, matches }) => [by, matches]));
	return by(
		'by',
		'touchline_settlements_waiting',
		'Finished matches whose settlement waits for the stage in "by", at the newest sweep.',
		sweep ? { predictions: 0, live: 0, ...counts } : {},
	);
}
