import type { Arena } from './arena.ts';
import type { FaultKind } from './faults.ts';
import type { PlannedFault } from './plan.ts';
import { breakModels } from './strikes/on-models.ts';
import {
	holdConnections,
	killPostgres,
	restartPostgres,
	terminateConnections,
} from './strikes/on-postgres.ts';
import { doubleJobs, wipeQueues } from './strikes/on-queues.ts';
import { killRedis, restartRedis } from './strikes/on-redis.ts';
import { jumpClock, moveKickoffs, postponeMatch } from './strikes/on-time.ts';
import { killEvery, killRepeatedly } from './strikes/on-workers.ts';

/**
 * Does the damage. It resolves when the fault has ended and the healing can begin.
 * @returns what was done, for the progress line
 */
export function strike(arena: Arena, fault: PlannedFault): Promise<string> {
	return STRIKES[fault.kind](arena, fault);
}

type Strike = (arena: Arena, fault: PlannedFault) => Promise<string>;

const STRIKES: Record<FaultKind, Strike> = {
	'kill-scheduling': (arena) => killEvery(arena, ['scheduling']),
	'kill-prediction': (arena) => killEvery(arena, ['prediction']),
	'kill-settlement': (arena) => killEvery(arena, ['settlement']),
	'kill-all': (arena) => killEvery(arena, ['scheduling', 'prediction', 'settlement']),
	'kill-repeatedly': killRepeatedly,
	'postgres-restart': restartPostgres,
	'postgres-kill': killPostgres,
	'terminate-connections': terminateConnections,
	'idle-connections': holdConnections,
	'queue-wipe': wipeQueues,
	'redis-restart': restartRedis,
	'redis-kill': killRedis,
	'models-hang': (arena) => breakModels(arena, { kind: 'hang' }),
	'models-429': (arena) => breakModels(arena, { kind: '429', retryAfter: 1 }),
	'models-500': (arena) => breakModels(arena, { kind: '500' }),
	'models-bad-json': (arena) => breakModels(arena, { kind: 'badJson' }),
	'clock-jump': jumpClock,
	'duplicate-jobs': doubleJobs,
	'kickoff-moved': moveKickoffs,
	'match-postponed': postponeMatch,
};
