import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { testPipeline } from '../../tests/pipeline.ts';
import { after as later, MINUTE } from '../clock.ts';
import { createLogger } from '../log.ts';
import { newJob } from './catalogue.ts';
import { NotYetError, RateLimitedError, TransientError } from './outcomes.ts';
import { type RunningWorker, startWorker } from './worker.ts';

const pipeline = testPipeline();

const lines: Record<string, unknown>[] = [];
const log = createLogger('prediction', 'debug', { write: (line) => void lines.push(JSON.parse(line)) });
const running: RunningWorker[] = [];

beforeEach(async () => {
	lines.length = 0;
	await pipeline().backend.clear();
});

afterEach(async () => {
	for (const worker of running.splice(0)) await worker.close();
});

/** Ends each of three attempts of a job in another way, and logs within it. */
async function work(queue: string): Promise<void> {
	const clock = { now: () => pipeline().clock.now(), realMs: (ms: number) => Math.max(0, ms / 60_000) };
	const ends = [
		new NotYetError('Not due.', later(clock.now(), MINUTE)),
		new RateLimitedError('Slow down.', 1),
	];
	const handle = async () => {
		await pipeline().db.match.count();
		log.info('deep within');
		throw ends.shift() ?? new TransientError('It broke.');
	};
	const worker = startWorker(
		queue,
		{ analysis: handle, 'model-call': handle },
		{
			...pipeline(),
			clock,
			log,
			concurrency: 1,
			onFinalFailure: async () => log.error('it is over'),
		},
	);
	running.push(worker);
	await worker.ready();
}

const call = { matchId: 'm1', modelId: 'llama-4-scout', provider: 'together' as const };

it.each([
	[newJob('analysis', { matchId: 'm1' }), { match: 'm1', stage: 'analysis', job: 'analysis-m1' }],
	[
		newJob('model-call', call),
		{ match: 'm1', stage: 'predictions', model: 'llama-4-scout', job: 'call-m1-llama-4-scout' },
	],
])('every line that a job causes says what it is about', async (job, about) => {
	await work(job.queue);
	await pipeline().queues.add([job]);
	await vi.waitFor(() => expect(lines.map(({ msg }) => msg)).toContain('it is over'), { timeout: 10_000 });
	const said = new Set(lines.map(({ msg }) => msg));
	expect(said).toEqual(new Set(['deep within', 'postponed', 'Slow down.', 'It broke.', 'it is over']));
	for (const line of lines) {
		const { level: _, time: _at, msg: _text, ...fields } = line;
		expect(fields).toMatchObject({ process: 'prediction', ...about });
		expect('model' in fields).toBe('model' in about);
	}
});
