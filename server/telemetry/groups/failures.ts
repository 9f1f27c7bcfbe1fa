import { countOpenFailures } from '../../pipeline/open-failures.ts';
import { by, type MetricGroup } from '../figure.ts';

/** Work that used up its attempts. */
export const failuresGroup: MetricGroup = {
	name: 'failures',
	read: async ({ db }) => [
		by(
			'stage',
			'touchline_failures_open',
			'Pieces of work that used up their attempts and have not been done since.',
			await countOpenFailures(db),
		),
	],
};
