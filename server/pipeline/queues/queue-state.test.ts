import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../clock.ts';
import type { QueueCounts } from '../../queue/backend.ts';
import { queueState } from './queue-state.ts';

const EMPTY: QueueCounts = {
	...{ waiting: 0, prioritized: 0, delayed: 0, active: 0, failed: 0, paused: false, overdueMs: null },
};

it.each<[string, Partial<QueueCounts>, { workersAlive?: number; limitedMs?: number }]>([
	['idle', { delayed: 69 }, {}],
	['waiting', { waiting: 1, overdueMs: 3 }, {}],
	['waiting', { prioritized: 4 }, {}],
	['stuck', { waiting: 1, overdueMs: 20 * SECOND }, {}],
	// Their time has come, and no worker has looked.
	['stuck', { delayed: 69, overdueMs: 36 * MINUTE }, {}],
	['working', { waiting: 900, active: 1, overdueMs: 36 * MINUTE }, {}],
	['limited', { waiting: 9, overdueMs: 36 * MINUTE }, { limitedMs: 400 }],
	['idle', {}, { limitedMs: 400 }],
	['no_worker', { waiting: 1, overdueMs: 36 * MINUTE }, { workersAlive: 0 }],
	['paused', { paused: true, waiting: 1, overdueMs: 36 * MINUTE }, { workersAlive: 0 }],
])('a queue is %s with %j', (state, counts, { workersAlive = 1, limitedMs = 0 }) => {
	expect(queueState('settlement', { ...EMPTY, ...counts }, { workersAlive, limitedMs })).toBe(state);
});

it('calls may wait for longer: their provider may have asked for it', () => {
	const counts = { ...EMPTY, waiting: 1, overdueMs: MINUTE };
	expect(queueState('model-calls-together', counts, { workersAlive: 1, limitedMs: 0 })).toBe('waiting');
});
