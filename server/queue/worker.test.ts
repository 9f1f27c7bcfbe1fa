import { afterEach, describe, expect, it, vi } from 'vitest';
import { storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { after as later, MINUTE } from '../clock.ts';
import { type NewJob, newJob } from './catalogue.ts';
import { NotYetError, PermanentError, RateLimitedError, TransientError } from './outcomes.ts';
import { type FinalFailure, type RunningWorker, startWorker } from './worker.ts';

const pipeline = testPipeline();
const running: RunningWorker[] = [];

afterEach(async () => {
	for (const worker of running.splice(0)) await worker.close();
});

/** Works on the settlement queue with `handle`, and gathers what fails for good. */
async function work(handle: (matchId: string) => Promise<void>): Promise<FinalFailure[]> {
	const failures: FinalFailure[] = [];
	// Backoffs and postponements are pipeline time: here a minute of it takes 10 ms.
	const clock = { now: () => pipeline().clock.now(), realMs: (ms: number) => Math.max(0, ms / 6_000) };
	const worker = startWorker(
		'settlement',
		{ settlement: ({ matchId }) => handle(matchId) },
		{ ...pipeline(), clock, concurrency: 2, onFinalFailure: async (failure) => void failures.push(failure) },
	);
	running.push(worker);
	await worker.ready();
	return failures;
}

const isGone = async (job: NewJob) => expect(await pipeline().queues.inspect([job])).toEqual(new Map());
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

describe('a worker', () => {
	it('does a job once and leaves nothing that would block its id', async () => {
		const job = newJob('settlement', { matchId: await storeMatch(pipeline()) });
		const done: string[] = [];
		await work(async (matchId) => void done.push(matchId));
		await pipeline().queues.add([job]);
		await until(() => expect(done).toHaveLength(1));
		await until(() => isGone(job));
		await pipeline().queues.add([job]);
		await until(() => expect(done).toHaveLength(2));
	});

	it('tries again after a transient error, and reports it once its attempts are used up', async () => {
		const job = newJob('settlement', { matchId: 'transient' });
		let tries = 0;
		const failures = await work(async () => {
			tries += 1;
			throw new TransientError('no connection');
		});
		await pipeline().queues.add([job]);
		await until(() => expect(failures).toHaveLength(1));
		expect(tries).toBe(5);
		expect(failures[0]).toMatchObject({ job: 'settlement', permanent: false, stalled: false, attempts: 5 });
		await until(() => isGone(job));
	});

	it('tries a permanent error once', async () => {
		const job = newJob('settlement', { matchId: 'permanent' });
		let tries = 0;
		const failures = await work(async () => {
			tries += 1;
			throw new PermanentError('no such match');
		});
		await pipeline().queues.add([job]);
		await until(() => expect(failures).toHaveLength(1));
		expect(tries).toBe(1);
		expect(failures[0]).toMatchObject({ permanent: true, payload: { matchId: 'permanent' } });
	});

	it('postpones what cannot be done yet, without using up attempts', async () => {
		const job = newJob('settlement', { matchId: 'not-yet' });
		let tries = 0;
		const failures = await work(async () => {
			tries += 1;
			if (tries <= 8) throw new NotYetError('still playing', later(pipeline().clock.now(), MINUTE));
		});
		await pipeline().queues.add([job]);
		await until(() => expect(tries).toBe(9));
		await until(() => isGone(job));
		expect(failures).toEqual([]);
	});

	it('waits as long as a provider asks for, without using up attempts', async () => {
		const job = newJob('settlement', { matchId: 'limited' });
		let tries = 0;
		const failures = await work(async () => {
			tries += 1;
			if (tries <= 6) throw new RateLimitedError('too many calls', 20);
		});
		await pipeline().queues.add([job]);
		await until(() => expect(tries).toBe(7));
		await until(() => isGone(job));
		expect(failures).toEqual([]);
	});
});
