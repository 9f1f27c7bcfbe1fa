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
				help: 'Jobs in a queue: waiting for a worker, prioritized (behind those), delayed until they are due, active, or failed and left to stand.',
				values: status.flatMap(({ name, waiting, prioritized, delayed, active, failed }) =>
					Object.entries({ waiting, prioritized, delayed, active, failed }).map(([state, value]) => ({
						labels: { queue: name, state },
						value,
					})),
				),
			},
		];
	},
};
