import type { QueueStatus } from '../../pipeline/queue-status.ts';
import { DEFAULT_WINDOWS } from '../../pipeline/stages.ts';
import type { Queued, SilentWorker, Situation } from '../situation.ts';

const NOW = new Date('2025-03-01T12:00:00Z');

export function worker(kind: SilentWorker['kind'], alive = 1): SilentWorker {
	return { kind, alive, lastBeatAt: NOW, lastSeenAt: NOW, restarts: { starts: 0, deaths: 0 } };
}

export function queue(name: string, overrides: Partial<QueueStatus> = {}): QueueStatus {
	const nothing = {
		waiting: 0,
		prioritized: 0,
		delayed: 0,
		active: 0,
		failed: 0,
		paused: false,
		overdueMs: null,
	};
	return { name, label: name, ...nothing, ...overrides };
}

export function queued(overrides: Partial<Queued> = {}): Queued {
	const capacity = {
		workers: { scheduling: 1, prediction: 1, settlement: 1 },
		pausedStages: [],
		providers: new Map(),
		calls: new Map(),
	};
	return { queues: [], matches: [], left: new Map(), capacity, samples: new Map(), ...overrides };
}

/** A pipeline without a match, in which all is well. */
export function situation(overrides: Partial<Situation> = {}): Situation {
	return {
		now: NOW,
		watchedFor: 60_000,
		sweepEvery: 60_000,
		windows: DEFAULT_WINDOWS,
		open: [],
		workers: [worker('scheduling'), worker('prediction'), worker('settlement')],
		backend: 'postgres',
		queued: queued(),
		providerCalls: [],
		failures: [],
		...overrides,
	};
}
