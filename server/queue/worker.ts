import { DelayedError, UnrecoverableError, Worker } from 'bullmq';
import { after, type Clock, machineTime } from '../clock.ts';
import { describeError } from '../errors.ts';
import { type Logger, withLogFields } from '../log.ts';
import { traced } from '../tracing/tracing.ts';
import { aboutJob } from './about-job.ts';
import type { QueueBackend, QueueJob } from './backend.ts';
import { definitionOf, type JobName, type JobPayload } from './catalogue.ts';
import { NotYetError, PermanentError, RateLimitedError, TransientError } from './outcomes.ts';

/** Does the work of one job. How it ends is in what it throws: see outcomes.ts. */
export type Handler<Name extends JobName> = (payload: JobPayload<Name>, signal: AbortSignal) => Promise<void>;

/** One handler for each of the jobs; the compiler asks for what is missing. */
export type Handlers<Names extends JobName> = { [Name in Names]: Handler<Name> };

/** A job that used up its attempts, or failed for good. */
export interface FinalFailure<Name extends JobName = JobName> {
	job: Name;
	payload: unknown;
	error: unknown;
	permanent: boolean;
	/** Its workers died too often; `error` is BullMQ's word for it. */
	stalled: boolean;
	attempts: number;
}

export interface WorkerOptions<Names extends JobName = JobName> {
	backend: QueueBackend;
	clock: Clock;
	log: Logger;
	/** Jobs of this queue that are worked on at once. */
	concurrency: number;
	/** At most this many jobs are started per minute; null is no limit. */
	perMinute?: number | null;
	/** It starts no job until it is steered otherwise; not by default. */
	paused?: boolean;
	/** Whether the queue is still paused, asked before a job is handed back; while it is steered so by default. */
	isPaused?(): Promise<boolean>;
	/** Called each time that a job ends or an attempt at it does; not for those that were put off. */
	onEnd?(ending: JobEnding): void;
	/** Called before the job leaves its queue, so that no failure is ever in neither place. */
	onFinalFailure(failure: FinalFailure<Names>): Promise<void>;
}

/** How a job, or an attempt at it, ended: 'failed' is given up, 'retried' tried again later. */
export type JobEnding = 'done' | 'failed' | 'retried';

/** What can be changed about a worker while it runs. */
export interface Steering {
	/** It hands back what it takes, without an attempt: the queue's own pause stops it from taking any. */
	paused: boolean;
	/** Jobs that are worked on at once. */
	concurrency: number;
}

export interface RunningWorker {
	/** Resolves once it takes jobs. */
	ready(): Promise<void>;
	/** Takes effect with the next job; those that are running end. */
	steer(steering: Steering): void;
	/** Lets running jobs end, then lets go of the queue. */
	close(): Promise<void>;
}

/** A killed worker's jobs are taken over after about LOCK + STALLED_CHECK real milliseconds. */
const LOCK = 5_000;
const STALLED_CHECK = 2_000;

/**
 * A used-up limit is looked at again after this many real milliseconds. BullMQ's own 30 s would be waited for to the
 * end by a worker that is closed just before it begins to wait.
 */
const LIMIT_CHECK = 1_000;

/**
 * A queue that lost its jobs has lost its pause with them: what is taken before it is paused again is looked at again after
 * this many real milliseconds.
 */
const PAUSE_CHECK = 1_000;

/** A job is handed on this often when its workers die, before it counts as failed. */
const TAKEOVERS = 20;

/** Works on one queue: gives each job to its handler and turns the way it ends into BullMQ's terms. */
export function startWorker<Names extends JobName>(
	queue: string,
	handlers: Handlers<Names>,
	options: WorkerOptions<Names>,
): RunningWorker {
	const { backend, clock, log, concurrency, perMinute, onFinalFailure, onEnd } = options;
	let { paused = false } = options;
	const worker = backend.worker(queue, process, {
		concurrency,
		...(perMinute ? { limiter: { max: perMinute, duration: 60_000 } } : {}),
		lockDuration: LOCK,
		stalledInterval: STALLED_CHECK,
		maxStalledCount: TAKEOVERS,
		maximumRateLimitDelay: LIMIT_CHECK,
		settings: { backoffStrategy: (attempt, _type, _error, job) => backoff(job?.name, attempt) },
	});

	worker.on('failed', (job, error) => {
		// Jobs whose workers died too often never reach `process` again: BullMQ fails them by itself.
		if (!job || !isJobOf(handlers, job.name) || job.stalledCounter <= TAKEOVERS) return;
		const failure = { error, permanent: false, stalled: true, attempts: job.attemptsStarted };
		onEnd?.('failed');
		onFinalFailure({ job: job.name, payload: job.data, ...failure }).catch((cause) =>
			log.error({ err: cause, ...aboutJob(job) }, 'a failure could not be stored'),
		);
	});

	async function process(job: QueueJob, token: string | undefined): Promise<void> {
		if (!isJobOf(handlers, job.name)) throw new UnrecoverableError(`no handler for job "${job.name}"`);
		const { name } = job;
		const about = aboutJob(job);
		await withLogFields(about, async () => {
			try {
				await requireGoing();
				await traced(name, about, () => run(name, handlers[name], job.data));
				onEnd?.('done');
			} catch (error) {
				await end(job, name, token, error);
			}
		});
	}

	/** @throws NotYetError while the queue is paused */
	async function requireGoing(): Promise<void> {
		if (!paused) return;
		paused = (await options.isPaused?.()) ?? true;
		if (!paused) return;
		const wait = PAUSE_CHECK / clock.realMs(1);
		throw new NotYetError('its queue is paused', after(clock.now(), wait));
	}

	async function end(job: QueueJob, name: Names, token: string | undefined, error: unknown): Promise<never> {
		if (error instanceof NotYetError) {
			log.debug({ until: error.until, reason: error.message }, 'postponed');
			const wait = clock.realMs(error.until.getTime() - clock.now().getTime());
			await job.moveToDelayed(Math.ceil(machineTime() + wait), token);
			throw new DelayedError();
		}
		if (error instanceof RateLimitedError) {
			log.warn({ waitMs: error.waitMs }, error.message);
			// Redis takes whole milliseconds, and no less than one.
			await worker.rateLimit(Math.max(1, Math.ceil(error.waitMs)));
			throw Worker.RateLimitError();
		}
		const permanent = error instanceof PermanentError;
		const attempts = job.attemptsMade + 1;
		log.warn({ attempt: attempts, permanent }, describeError(error));
		const retried = !permanent && attempts < (job.opts.attempts ?? 1);
		onEnd?.(retried ? 'retried' : 'failed');
		if (retried) throw error;
		await onFinalFailure({ job: name, payload: job.data, error, permanent, stalled: false, attempts });
		throw new UnrecoverableError(describeError(error));
	}

	function backoff(name: string | undefined, attempt: number): number {
		const first = name && isJobOf(handlers, name) ? definitionOf(name).backoff : 0;
		return Math.ceil(clock.realMs(first * 2 ** (attempt - 1)));
	}

	return {
		async ready() {
			await worker.waitUntilReady();
		},
		steer(wanted) {
			({ paused } = wanted);
			if (worker.concurrency !== wanted.concurrency) worker.concurrency = wanted.concurrency;
		},
		async close() {
			await worker.close();
		},
	};
}

async function run<Name extends JobName>(name: Name, handler: Handler<Name>, data: unknown): Promise<void> {
	const { payload, timeout } = definitionOf(name);
	const parsed = payload.safeParse(data);
	if (!parsed.success) throw new PermanentError(`job "${name}" carries a payload that it cannot read`);
	const signal = AbortSignal.timeout(timeout);
	await Promise.race([handler(parsed.data, signal), givenUp(name, timeout, signal)]);
}

/** A handler that does not heed the signal is left behind: what it still stores, it stores once. */
function givenUp(name: JobName, timeout: number, signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		const giveUp = () => reject(new TransientError(`the ${name} job took longer than ${timeout} ms`));
		signal.addEventListener('abort', giveUp, { once: true });
	});
}

function isJobOf<Names extends JobName>(handlers: Handlers<Names>, name: string): name is Names {
	return Object.hasOwn(handlers, name);
}
