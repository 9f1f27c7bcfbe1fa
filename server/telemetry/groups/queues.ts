import { queueStatus } from '../../pipeline/queue-status.ts';
import type { MetricGroup } from '../figure.ts';

/** What every queue holds. */
export const queuesGroup: MetricGroup = {
	name: 'queues',
	async read({ queues }) {
		const status = await queueStatus(queues);
		return [
			{
				name: 'touchline_queue_jobs',
				help: 'Jobs in a queue: waiting for a worker, delayed until they are due, or active.',
				values: status.flatMap(({ name, waiting, delayed, active }) =>
					Object.entries({ waiting, delayed, active }).map(([state, value]) => ({
						labels: { queue: name, state },
						value,
					})),
				),
			},
		];
	},
};
