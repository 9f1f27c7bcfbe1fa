import { eventCounts, SETTLEMENT } from '../../pipeline/event-counts.ts';
import type { PassReport } from '../../pipeline/pass-report.ts';
import { recentPasses } from '../../pipeline/passes.ts';
import { by, type Figure, type MetricGroup } from '../figure.ts';

/** What became of settlements. */
export const settlementGroup: MetricGroup = {
	name: 'settlement',
	async read({ db }) {
		const [outcomes, passes] = await Promise.all([eventCounts(db, SETTLEMENT), recentPasses(db)]);
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
