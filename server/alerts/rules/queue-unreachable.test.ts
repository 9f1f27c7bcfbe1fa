import { expect, it } from 'vitest';
import { queueUnreachable } from './queue-unreachable.ts';
import { situation } from './situation.fixture.ts';

it('names where the queues are when they do not answer, and only then', () => {
	expect(queueUnreachable.find(situation())).toEqual([]);
	expect(queueUnreachable.find(situation({ queued: null, backend: 'redis' }))).toMatchObject([
		{ subject: 'redis', severity: 'critical', message: expect.stringContaining('Start Redis again') },
	]);
});
