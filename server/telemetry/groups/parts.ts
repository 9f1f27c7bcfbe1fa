import type { MetricGroup } from '../figure.ts';

/** What everything else rests on; whether it answers becomes `touchline_up`. */
export const PARTS: MetricGroup[] = [
	{
		name: 'database',
		async read({ db }) {
			await db.$queryRaw`SELECT 1`;
			return [];
		},
	},
	{
		name: 'queue',
		async read({ queues }) {
			await queues.counts('settlement');
			return [];
		},
	},
];
