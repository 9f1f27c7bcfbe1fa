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
			{
				name: 'touchline_queue_overdue_seconds',
				help: 'For how long the job that has been due for the longest has not been taken, in real time; 0 when none is due.',
				values: status.map(({ name, overdueMs }) => ({
					labels: { queue: name },
					value: (overdueMs ?? 0) / 1_000,
				})),
			},
			{
				name: 'touchline_queue_paused',
				help: '1 when nothing is taken from a queue until it is resumed.',
				values: status.map(({ name, paused }) => ({ labels: { queue: name }, value: paused ? 1 : 0 })),
			},
		];
	},
};
