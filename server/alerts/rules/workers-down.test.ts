import { expect, it } from 'vitest';
import { queue, queued, situation, worker } from './situation.fixture.ts';
import { workersDown } from './workers-down.ts';

const down = [worker('scheduling'), worker('prediction', 0), worker('settlement')];
const found = (overrides: Parameters<typeof situation>[0]) => workersDown.find(situation(overrides));

it('says since when, and what waits', () => {
	const queues = [
		queue('analysis', { waiting: 100 }),
		queue('predictions', { waiting: 2 }),
		queue('model-calls-together', { waiting: 80, prioritized: 4, delayed: 50 }),
	];
	expect(found({ workers: down, queued: queued({ queues }) })).toMatchObject([
		{
			subject: 'prediction',
			severity: 'critical',
			message:
				'No prediction worker has been alive since 12:00 UTC on 2025-03-01: 86 jobs wait for it. Start it again; its log, prediction.log, tells why it went.',
		},
	]);
});

it.each([
	['all are alive', {}],
	['the watch has just begun, as at a start', { workers: down, watchedFor: 14_999 }],
	['one of two is alive', { workers: [worker('scheduling'), worker('prediction', 1), worker('settlement')] }],
])('is silent when %s', (_, overrides) => {
	expect(found(overrides)).toEqual([]);
});

it('tells those that never were, and what cannot be known', () => {
	const workers = [{ ...worker('settlement', 0), lastSeenAt: null, lastBeatAt: null }];
	const [alert] = found({ workers, queued: null, watchedFor: 15_000 }) ?? [];
	expect(alert?.message).toMatch(/^No settlement worker has ever been alive: what waits .* cannot be told/);
});
