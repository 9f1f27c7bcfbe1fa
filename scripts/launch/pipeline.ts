import type { Supervisor } from './supervisor.ts';

const WORKERS = ['scheduling', 'prediction', 'settlement'] as const;

/** Starts the three workers, each a process of its own. */
export function startWorkers(supervisor: Supervisor): void {
	for (const name of WORKERS) supervisor.run(name, `workers/${name}.ts`);
}
