import { workersAlive } from '../../pipeline/workers-alive.ts';
import { by, type MetricGroup } from '../figure.ts';

/** Which workers give signs of life. */
export const workersGroup: MetricGroup = {
	name: 'workers',
	async read({ db }) {
		const workers = await workersAlive(db);
		const alive = Object.fromEntries(workers.map((worker) => [worker.kind, worker.alive]));
		return [by('kind', 'touchline_workers_alive', 'Worker processes that beat within the last 15 s.', alive)];
	},
};
