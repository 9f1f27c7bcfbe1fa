import type { WorkerKind } from '../../../prisma/generated/enums.ts';
import { MINUTE } from '../../clock.ts';
import type { MatchState } from '../../pipeline/match-state.ts';
import { hasEnded } from '../../pipeline/stage-state.ts';
import { WORKER_OF } from '../../pipeline/stage-workers.ts';
import { QUEUED_STAGES } from '../../pipeline/stages.ts';
import { timeOn } from '../../pipeline/time-span.ts';
import { RESTARTS_WITHIN } from '../../pipeline/worker-restarts.ts';
import { SILENCE } from '../../pipeline/workers-alive.ts';
import { countOf } from '../../words.ts';
import type { Queued, SilentWorker } from '../situation.ts';
import type { Finding, Rule } from './rule.ts';

/** So often within 10 minutes has a worker started that dies over and over, and died. */
const STARTS = 5;
const DEATHS = STARTS - 1;

/**
 * No process of a kind of worker is alive, or one dies over and over, and counts as alive in between. A start is no
 * alarm: workers are waited for as long as a silent one.
 */
export const workersDown: Rule = {
	kind: 'workers_down',
	find({ workers, queued, watchedFor }) {
		if (watchedFor < SILENCE * 1_000) return [];
		return [
			...workers.filter(isDown).map((worker) => down(worker, queued)),
			...workers.filter(dies).map(dying),
		];
	},
	closesAfter: MINUTE,
};

const isDown = ({ alive }: SilentWorker) => alive === 0;
const dies = ({ restarts }: SilentWorker) => restarts.starts >= STARTS && restarts.deaths >= DEATHS;

function down(worker: SilentWorker, queued: Queued | null): Finding {
	return {
		kind: 'workers_down',
		subject: worker.kind,
		severity: 'critical',
		message: `${since(worker)}: ${waiting(worker, queued)} Start it again; its log, ${worker.kind}.log, tells why it went.`,
	};
}

function dying({ kind, restarts }: SilentWorker): Finding {
	return {
		kind: 'workers_down',
		subject: `${kind}/restarts`,
		severity: 'critical',
		message: `The ${kind} worker has started ${restarts.starts} times within ${RESTARTS_WITHIN} minutes, and died again: its log, ${kind}.log, tells why.`,
	};
}

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
