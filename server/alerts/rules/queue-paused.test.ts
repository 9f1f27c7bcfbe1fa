import { describe, expect, it } from 'vitest';
import { queuePaused } from './queue-paused.ts';
import { queue, queued, situation } from './situation.fixture.ts';

describe('a paused queue', () => {
	it('is told at once, with what waits in it', () => {
		const queues = [
			queue('settlement', { paused: true, waiting: 2, prioritized: 1 }),
			queue('lineups', { paused: true }),
			queue('analysis', { waiting: 5 }),
		];
		const found = queuePaused.find(situation({ queued: queued({ queues }) }));
		expect(found?.map(({ subject, message, holds }) => [subject, message, holds])).toEqual([
			[
				'settlement',
				'The queue "settlement" is paused: nothing is taken from it until it is resumed, and 3 jobs of it wait.',
				undefined,
			],
			['lineups', 'The queue "lineups" is paused: nothing is taken from it until it is resumed.', undefined],
		]);
	});

	it('stays as it is while the queues do not answer', () => {
		expect(queuePaused.find(situation({ queued: null }))).toBeNull();
	});
});
