import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../clock.ts';
import type { QueueStatus } from '../../pipeline/queue-status.ts';
import { queueStuck } from './queue-stuck.ts';
import { queue, queued, situation, worker } from './situation.fixture.ts';

function stuck(name: string, overrides: Partial<QueueStatus>, workers = situation().workers): string[] {
	const queues = [queue(name, overrides)];
	const found = queueStuck.find(situation({ workers, queued: queued({ queues }) }));
	return (found ?? []).map(({ message }) => message);
}

it('is a queue in which jobs are due and none is taken, although its workers are alive', () => {
	expect(stuck('settlement', { waiting: 3, overdueMs: 16 * SECOND })).toEqual([
		'3 jobs of the queue "settlement" are due and not taken. Its workers are alive and take none: restart them, and see their log.',
	]);
	expect(stuck('alert-deliveries', { waiting: 1, overdueMs: MINUTE })).toHaveLength(1);
});

it('is a queue that is paused while jobs are due, whoever lives', () => {
	const workers = [worker('settlement', 0)];
	expect(stuck('settlement', { waiting: 1, paused: true, overdueMs: 16 * SECOND }, workers)).toEqual([
		'1 job of the queue "settlement" is due and not taken. It is paused: resume it.',
	]);
});

it.each<[string, string, Partial<QueueStatus>]>([
	['is empty', 'settlement', {}],
	['is empty and paused', 'settlement', { paused: true }],
	['has jobs for later', 'settlement', { delayed: 900 }],
	['has jobs that have just come', 'settlement', { waiting: 9, overdueMs: 3 * SECOND }],
	['is long and worked on', 'settlement', { waiting: 9_000, active: 10, overdueMs: 9 * MINUTE }],
	[
		'holds a backfill that yields to others',
		'model-calls-together',
		{ prioritized: 9_000, active: 1, overdueMs: 60 * MINUTE },
	],
	['waits as its provider asked', 'model-calls-together', { waiting: 400, overdueMs: 5 * MINUTE }],
])('is not one that %s', (_, name, counts) => {
	expect(stuck(name, counts)).toEqual([]);
});

it('is not one without workers, which is told as that', () => {
	expect(stuck('settlement', { waiting: 3, overdueMs: MINUTE }, [worker('settlement', 0)])).toEqual([]);
});

it('is a queue of calls that waits for longer than any provider may ask for', () => {
	expect(stuck('model-calls-together', { waiting: 400, overdueMs: 6 * MINUTE })).toHaveLength(1);
});

it('cannot be told while the queues do not answer', () => {
	expect(queueStuck.find(situation({ queued: null }))).toBe(null);
});
