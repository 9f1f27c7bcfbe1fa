import type { WorkerKind } from '../../../prisma/generated/enums.ts';
import { MINUTE } from '../../clock.ts';
import type { MatchState } from '../../pipeline/match-state.ts';
import { hasEnded } from '../../pipeline/stage-state.ts';
import { WORKER_OF } from '../../pipeline/stage-workers.ts';
import { QUEUED_STAGES } from '../../pipeline/stages.ts';
import { timeOn } from '../../pipeline/time-span.ts';
import { SILENCE } from '../../pipeline/workers-alive.ts';
import { countOf } from '../../words.ts';
import type { Queued, SilentWorker } from '../situation.ts';
import type { Rule } from './rule.ts';

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
	const matches = queued.matches.filter((match) => needs(match, kind)).length;
	if (matches === 0) return 'no match within 2 h of kick-off waits for it yet.';
	const least = [...queued.left.values()].some((more) => more > 0) ? 'at least ' : '';
	return `${least}${countOf(matches, 'match', 'matches')} within 2 h of kick-off, or after it, ${matches === 1 ? 'waits' : 'wait'} for it.`;
}

/** Whether a stage of the match is still to be done by this kind of worker. */
function needs({ plan: { stages } }: MatchState, kind: WorkerKind): boolean {
	return QUEUED_STAGES.some((stage) => {
		return WORKER_OF[stage] === kind && !hasEnded(stages[stage]) && stages[stage].is !== 'not-due';
	});
}
