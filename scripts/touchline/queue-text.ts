import { formatDuration, formatTime } from '../../app/time/format.ts';
import type { QueueReport } from '../../server/pipeline/queues/queue-report.ts';
import type { QueueState } from '../../server/pipeline/queues/queue-state.ts';
import { countOf } from '../../server/words.ts';
import { columns } from './columns.ts';

const STATES: Record<QueueState, string> = {
	paused: 'paused',
	no_worker: 'no worker',
	limited: 'rate limited',
	working: 'working',
	stuck: 'stuck',
	waiting: 'waiting',
	idle: 'nothing due',
};

/** What each queue holds and waits for, a line each. */
export function queuesText(queues: QueueReport[]): string {
	const lines = queues.map((queue) => {
		const { name, state, counts, concurrency, throughput, paused } = queue;
		const { waiting, prioritized, delayed, active, overdueMs } = counts;
		return [
			name,
			paused ? `${STATES[state]} by ${paused.by} since ${formatTime(paused.at, 'UTC')}` : STATES[state],
			`${waiting + prioritized} waiting`,
			`${delayed} later`,
			`${active} running`,
			overdueMs === null ? '' : `oldest due for ${formatDuration(overdueMs)}`,
			`${concurrency.inForce} at once${concurrency.wish ? ` (default ${concurrency.standard})` : ''}`,
			`${throughput.hour.done} done, ${throughput.hour.failed} failed in 1 h`,
		];
	});
	return columns(lines).join('\n');
}

/** What a pause of the queue holds up, in a sentence. */
export function heldUpText({ counts, heldUp: { matches, withinHours } }: QueueReport): string {
	const jobs = counts.waiting + counts.prioritized;
	const coming = matches === 0 ? 'no match' : countOf(matches, 'match', 'matches');
	return `It holds up ${countOf(jobs, 'job')} that ${jobs === 1 ? 'waits' : 'wait'} now, ${counts.delayed} due later, and ${coming} of the next ${withinHours} h.`;
}
