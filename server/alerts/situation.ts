import type { WorkerKind } from '../../prisma/generated/enums.ts';
import { after, type Clock, DAY, SECOND } from '../clock.ts';
import type { Database } from '../db.ts';
import type { Env } from '../env.ts';
import { inTime } from '../in-time.ts';
import type { Logger } from '../log.ts';
import { type Capacity, readCapacity } from '../pipeline/capacity.ts';
import { type ProviderCalls, recentProviderCalls } from '../pipeline/provider-calls.ts';
import { type QueueStatus, queueStatus } from '../pipeline/queue-status.ts';
import type { StageName, Windows } from '../pipeline/stages.ts';
import { type Restarts, recentRestarts } from '../pipeline/worker-restarts.ts';
import { type WorkerStatus, workersAlive } from '../pipeline/workers-alive.ts';
import type { Queues } from '../queue/queues.ts';
import type { OpenAlert } from './alert.ts';
import { openAlerts } from './list-alerts.ts';
import { type WatchedMatches, watchedMatches } from './watched-matches.ts';

/** What one look has read: all that the rules decide from. */
export interface Situation {
	/** Pipeline time. */
	now: Date;
	/** Real milliseconds for which this process has looked. */
	watchedFor: number;
	/** Milliseconds of pipeline time between two sweeps. */
	sweepEvery: number;
	windows: Windows;
	open: OpenAlert[];
	workers: SilentWorker[];
	/** Where the queues are. */
	backend: Queues['backend'];
	/** What depends on the queues; null when they do not answer. */
	queued: Queued | null;
	providerCalls: ProviderCalls[];
	failures: FailureGroup[];
}

export interface Queued extends WatchedMatches {
	queues: QueueStatus[];
	capacity: Capacity;
	/** How many waited in each queue at the last looks, the oldest first, this one included. */
	samples: Map<string, QueueSample[]>;
}

export interface QueueSample {
	/** Real milliseconds. */
	at: number;
	/** Those that yield not included. */
	waiting: number;
}

export interface SilentWorker extends WorkerStatus {
	/** The newest beat of any of this kind, by the pipeline's clock; null when there never was one. */
	lastSeenAt: Date | null;
	restarts: Restarts;
}

/** Open failures of the last 24 hours that have one cause. */
export interface FailureGroup {
	stage: StageName;
	/** The cause, or what the messages have in common. */
	what: string;
	/** In words, as far as it was known when they failed. */
	cause: string | null;
	failures: number;
	/** One of the messages. */
	example: string;
}

export interface SituationDeps {
	db: Database;
	clock: Clock;
	realClock: Clock;
	queues: Queues;
	windows: Windows;
	env: Env;
	log: Logger;
}

/** Kept from look to look by the process that looks. */
export interface QueueMemory {
	/** Real milliseconds at which it began to look. */
	readonly since: number;
	readonly samples: Map<string, QueueSample[]>;
}

/** Real milliseconds after which queues that do not answer count as unreachable. */
const PATIENCE = 5 * SECOND;

/** Samples of queues that are kept, in real milliseconds. */
const SAMPLES_KEPT = 120 * SECOND;

/** Fewer failures of one cause are no group. */
export const LEAST_FAILURES = 10;

/** Causes that are told of at once. */
const MOST_GROUPS = 20;

/**
 * Reads what is looked at, in a number of queries that does not grow with the matches that wait.
 * @throws when the database does not answer
 */
export async function readSituation(deps: SituationDeps, memory: QueueMemory): Promise<Situation> {
	const { db, clock, realClock, queues, windows, env } = deps;
	const now = clock.now();
	const [open, workers, providerCalls, failures, counts] = await Promise.all([
		openAlerts(db),
		readWorkers(db),
		recentProviderCalls(db, now),
		readFailureGroups(db, now),
		readQueues(deps),
	]);
	const realNow = realClock.now().getTime();
	return {
		now,
		watchedFor: realNow - memory.since,
		sweepEvery: env.SWEEP_INTERVAL_SECONDS * SECOND,
		windows,
		open,
		workers,
		backend: queues.backend,
		queued: counts && (await readQueued(deps, counts, sample(memory, counts, realNow), open)),
		providerCalls,
		failures,
	};
}

async function readQueued(
	deps: SituationDeps,
	queues: QueueStatus[],
	samples: Queued['samples'],
	open: OpenAlert[],
): Promise<Queued> {
	const [watched, capacity] = await Promise.all([watchedMatches(deps, open), readCapacity(deps)]);
	return { ...watched, queues, capacity, samples };
}

async function readWorkers(db: Database): Promise<SilentWorker[]> {
	const [statuses, restarts, seen] = await Promise.all([
		workersAlive(db),
		recentRestarts(db),
		db.$queryRaw<{ kind: WorkerKind; lastSeenAt: Date }[]>`
			SELECT kind::text AS kind, max("lastSeenAt") AS "lastSeenAt" FROM "WorkerHeartbeat" GROUP BY kind`,
	]);
	return statuses.map((status) => {
		const lastSeenAt = seen.find(({ kind }) => kind === status.kind)?.lastSeenAt ?? null;
		return { ...status, lastSeenAt, restarts: restarts[status.kind] };
	});
}

async function readQueues({ queues, log }: SituationDeps): Promise<QueueStatus[] | null> {
	try {
		return await inTime(queueStatus(queues), PATIENCE);
	} catch (error) {
		log.debug({ err: error }, 'the queues could not be looked at');
		return null;
	}
}

/** Adds what the queues hold now to what they held before. */
function sample(memory: QueueMemory, queues: QueueStatus[], at: number): Queued['samples'] {
	for (const { name, waiting } of queues) {
		const before = (memory.samples.get(name) ?? []).filter((old) => old.at > at - SAMPLES_KEPT);
		memory.samples.set(name, [...before, { at, waiting }]);
	}
	return memory.samples;
}

function readFailureGroups(db: Database, now: Date): Promise<FailureGroup[]> {
	return db.$queryRaw<FailureGroup[]>`
		SELECT stage::text AS stage, coalesce(cause, fingerprint) AS what, count(*)::int AS failures,
			min(cause) AS cause, min(message) AS example
		FROM "JobFailure" WHERE "resolvedAt" IS NULL AND "lastSeenAt" > ${after(now, -DAY)}
		GROUP BY stage, coalesce(cause, fingerprint) HAVING count(*) >= ${LEAST_FAILURES}
		ORDER BY failures DESC, what LIMIT ${MOST_GROUPS}`;
}
