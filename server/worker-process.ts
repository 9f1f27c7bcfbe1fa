import type { WorkerKind } from '../prisma/generated/enums.ts';
import { watch } from './alerts/watch.ts';
import { SystemClock } from './clock.ts';
import { describeError } from './errors.ts';
import { type LeadersWork, lead } from './leadership.ts';
import { createEventCounter, type EventCounter, FAILURE } from './pipeline/event-counts.ts';
import { categoryOf, failedWorkOf, recordFailure } from './pipeline/failures.ts';
import { createHeartbeat } from './pipeline/heartbeat.ts';
import { createModelCallsTally, type ModelCallsTally } from './pipeline/model-calls-tally.ts';
import { createJobsEndedTally } from './pipeline/queues/jobs-ended-tally.ts';
import { isToBePaused, readQueueWishes } from './pipeline/queues/queue-wishes.ts';
import { concurrencyOf, type SteeredWorker, steerWorkers } from './pipeline/queues/steer-workers.ts';
import { openProcess, type ProcessContext } from './process.ts';
import type { MatchJob } from './queue/catalogue.ts';
import { type Handlers, type RunningWorker, startWorker } from './queue/worker.ts';
import { type RecurringTask, runRecurring } from './recurring.ts';
import { onShutdown } from './shutdown.ts';

/** Works on one queue of this process. */
export type WorkOn = <Names extends MatchJob>(
	queue: string,
	handlers: Handlers<Names>,
	limits: WorkLimits,
) => void;

export interface WorkLimits {
	/** Jobs that are worked on at once, unless an operator wants it otherwise. */
	concurrency: number;
	/** Jobs that the worker takes for that many: as many, unless some of them wait within the process. */
	toTake?(concurrency: number): number;
	/** Told how many are worked on at once, at the start and whenever that may have changed. */
	onConcurrency?(concurrency: number): void;
	/** Jobs that are started per minute, at most; 0 is no limit. */
	perMinute?: number;
}

/** What the parts of a worker are built from. */
export interface WorkerContext extends ProcessContext {
	events: EventCounter;
	modelCalls: ModelCallsTally;
}

/** What one kind of worker adds to the process. */
export interface WorkerParts {
	/**
	 * Rounds of tasks that one process of this kind runs at a time, the one that leads: beside each other,
	 * the tasks of a round one after the other. They are made anew whenever this process comes to lead, so
	 * that every task is due at once; the signal aborts when it leads no more.
	 */
	leaderRounds?(signal: AbortSignal): RecurringTask[][];
	close?(): Promise<void>;
}

/** Real milliseconds between two looks at what operators want of the queues. */
const STEERING = 1_000;

/** Real milliseconds between two heartbeats. */
const HEARTBEAT = 1_000;

/**
 * Runs a worker until it is told to end: opens the process, lets `build` connect its queues, beats its
 * heart. Ends with exit code 0 after the running jobs have ended, or with 1 and one line when it cannot
 * start.
 */
export async function runWorker(
	kind: WorkerKind,
	build: (context: WorkerContext, workOn: WorkOn) => WorkerParts | Promise<WorkerParts>,
): Promise<void> {
	try {
		await start(kind, build);
	} catch (error) {
		process.stderr.write(`The ${kind} worker cannot start: ${describeError(error)}\n`);
		process.exit(1);
	}
}

async function start(kind: WorkerKind, build: Parameters<typeof runWorker>[1]): Promise<void> {
	const context = await openProcess(kind);
	const realClock = new SystemClock();
	const { db, clock, backend, feed, log } = context;
	const workers: (SteeredWorker & { worker: RunningWorker })[] = [];
	const stop = new AbortController();

	const events = createEventCounter(db);
	const modelCalls = createModelCallsTally(db, clock);
	const jobsEnded = createJobsEndedTally(db, realClock);
	const wishes = await readQueueWishes(db);
	const parts = await build(
		{ ...context, events, modelCalls },
		(queue, handlers, { concurrency: standard, toTake = (count) => count, onConcurrency, perMinute = 0 }) => {
			const concurrency = concurrencyOf(wishes.get(queue), standard);
			onConcurrency?.(concurrency);
			const worker = startWorker(queue, handlers, {
				backend,
				clock,
				log,
				concurrency: toTake(concurrency),
				perMinute,
				// Until the first look, in case that it is to be paused and has lost its pause.
				paused: true,
				isPaused: () => isToBePaused(db, queue),
				onEnd: (ending) => jobsEnded.count(queue, ending),
				async onFinalFailure(failure) {
					const work = failedWorkOf(failure);
					const kept = await recordFailure(db, work, failure, clock.now());
					events.count(FAILURE, `${work.stage}/${categoryOf(failure)}`);
					if (!kept) log.warn(work, 'a failure is left out: its match or model no longer exists');
					feed.topic('failures');
				},
			});
			workers.push({ queue, worker, standard, toTake, ...(onConcurrency && { onConcurrency }) });
		},
	);
	await Promise.all(workers.map(({ worker }) => worker.ready()));

	const heartbeat = createHeartbeat(db, clock, kind);
	const beating: RecurringTask = { name: 'heartbeat', every: 0, run: () => heartbeat.beat() };
	const heartStops = new AbortController();
	const storing: RecurringTask[] = [
		{ name: 'event counts', every: 0, run: () => events.store() },
		{ name: 'model calls', every: 0, run: () => modelCalls.store() },
		{ name: 'ended jobs', every: 0, run: () => jobsEnded.store() },
	];
	const heart = runRecurring([beating, ...storing], {
		clock,
		log,
		signal: heartStops.signal,
		beat: HEARTBEAT,
	});
	const steering: RecurringTask = { name: 'queue wishes', every: 0, run: () => steerWorkers(db, workers) };
	const running = [
		watch({ ...context, realClock }, stop.signal),
		runRecurring([steering], { clock, log, signal: stop.signal, beat: STEERING }),
	];
	const { leaderRounds } = parts;
	if (leaderRounds) {
		const { databaseUrl } = context;
		const work: LeadersWork = async (signal) => {
			const rounds = leaderRounds(signal);
			await Promise.all(rounds.map((tasks) => runRecurring(tasks, { clock, log, signal })));
		};
		running.push(lead({ databaseUrl, name: kind, signal: stop.signal, log }, work));
	}
	log.info('ready');

	onShutdown(async () => {
		stop.abort();
		await Promise.all([...running, ...workers.map(({ worker }) => worker.close())]);
		await parts.close?.();
		heartStops.abort();
		await heart;
		await heartbeat.stop();
		for (const { run } of storing) await run();
		await context.close();
		log.info('stopped');
	}, log);
}
