import { MINUTE } from '../../clock.ts';
import { timeOn } from '../../pipeline/time-span.ts';
import { SILENCE } from '../../pipeline/workers-alive.ts';
import { countOf } from '../../words.ts';
import type { Queued, SilentWorker } from '../situation.ts';
import type { Rule } from './rule.ts';
import { workerOf } from './worker-of.ts';

/** No process of a kind of worker is alive. A start is no alarm: workers are waited for as long as a silent one. */
export const workersDown: Rule = {
	kind: 'workers_down',
	find({ workers, queued, watchedFor }) {
		if (watchedFor < SILENCE * 1_000) return [];
		return workers
			.filter(({ alive }) => alive === 0)
			.map((worker) => ({
				kind: 'workers_down',
				subject: worker.kind,
				severity: 'critical',
				message: `${since(worker)}: ${waiting(worker, queued)} Start it again; its log, ${worker.kind}.log, tells why it went.`,
			}));
	},
	closesAfter: MINUTE,
};

function since({ kind, lastSeenAt }: SilentWorker): string {
	return lastSeenAt
		? `No ${kind} worker has been alive since ${timeOn(lastSeenAt)}`
		: `No ${kind} worker has ever been alive`;
}

function waiting({ kind }: SilentWorker, queued: Queued | null): string {
	if (!queued) return 'what waits for it cannot be told while the queues do not answer.';
	const jobs = queued.queues
		.filter(({ name }) => workerOf(name) === kind)
		.reduce((sum, { waiting, prioritized }) => sum + waiting + prioritized, 0);
	if (jobs === 0) return 'nothing waits for it yet.';
	return `${countOf(jobs, 'job')} ${jobs === 1 ? 'waits' : 'wait'} for it.`;
}
