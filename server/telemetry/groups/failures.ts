import { eventCounts, FAILURE } from '../../pipeline/event-counts.ts';
import { countOpenFailures } from '../../pipeline/open-failures.ts';
import { by, type Figure, type MetricGroup } from '../figure.ts';

function failuresCounted(counts: Record<string, number>): Figure {
	return {
		name: 'touchline_failures_total',
		help: 'Times that a piece of work used up its attempts, by stage and category.',
		counter: true,
		values: Object.entries(counts).map(([label, value]) => {
			const [stage = '', category = ''] = label.split('/');
			return { labels: { stage, category }, value };
		}),
	};
}

/** Work that used up its attempts. */
export const failuresGroup: MetricGroup = {
	name: 'failures',
	read: async ({ db }) => [
		failuresCounted(await eventCounts(db, FAILURE)),
		by(
			'stage',
			'touchline_failures_open',
			'Pieces of work that used up their attempts and have not been done since.',
			await countOpenFailures(db),
		),
	],
};
