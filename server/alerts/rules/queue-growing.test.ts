import { expect, it } from 'vitest';
import { SECOND } from '../../clock.ts';
import type { QueueStatus } from '../../pipeline/queue-status.ts';
import { FLOOR, queueGrowing } from './queue-growing.ts';
import { queue, queued, situation, worker } from './situation.fixture.ts';

const NAME = 'model-calls-together';

/** What is found when so many waited at the last looks, 7 s apart. */
function found(waiting: number[], overrides: Partial<QueueStatus> = {}, workers = situation().workers) {
	const samples = new Map([
		[NAME, waiting.map((jobs, place) => ({ at: place * 7 * SECOND, waiting: jobs }))],
	]);
	const queues = [queue(NAME, { waiting: waiting.at(-1) ?? 0, active: 50, ...overrides })];
	return queueGrowing.find(situation({ workers, queued: queued({ queues, samples }) })) ?? [];
}

const growing = [100, 300, 500, 700, 900, FLOOR, 1_200];

it('is a queue that got longer look after look', () => {
	expect(found(growing)).toMatchObject([
		{ subject: NAME, level: 1, message: expect.stringMatching(/^1200 jobs/) },
	]);
	expect(found(growing.map((jobs) => jobs * 10))).toMatchObject([{ level: 2 }]);
	expect(found([100, 300, 300, 500, 700, 900, FLOOR, FLOOR])).toHaveLength(1);
});

it.each([
	['the calls of ten matches at half an hour to kick-off come', [0, 0, 420, 380, 300, 210, 100]],
	['the same come to a worker that is slow to begin', [0, 126, 252, 378, 420, 420, 420]],
	['a day is queued at once, and then worked off', [0, 5_000, 4_900, 4_800, 4_700, 4_600, 4_500]],
	['it stays as long as it is', [2_000, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000]],
	['it grows in a saw-tooth', [900, 1_100, 1_000, 1_200, 1_100, 1_300, 1_400]],
	['too few looks have seen it', [1_000, 2_000, 3_000]],
	['nobody has looked before', [5_000]],
])('is silent when %s', (_, waiting) => {
	expect(found(waiting)).toEqual([]);
});

it('is silent about jobs that yield, and about a queue that is paused or has no workers', () => {
	expect(found([0, 0, 0, 0, 0, 0, 0], { prioritized: 90_000 })).toEqual([]);
	expect(found(growing, { paused: true })).toEqual([]);
	expect(found(growing, {}, [worker('prediction', 0)])).toEqual([]);
	expect(queueGrowing.find(situation({ queued: null }))).toBe(null);
});
