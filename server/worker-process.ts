import type { WorkerKind } from '../prisma/generated/enums.ts';
import { describeError } from './errors.ts';
import { failedWorkOf, recordFailure } from './pipeline/failures.ts';
import { createHeartbeat } from './pipeline/heartbeat.ts';
import { openProcess, type ProcessContext } from './process.ts';
import type { JobName } from './queue/catalogue.ts';
import { type Handlers, type RunningWorker, startWorker } from './queue/worker.ts';
import { type RecurringTask, runRecurring } from './recurring.ts';
import { onShutdown } from './shutdown.ts';

/** Works on one queue of this process. */
export type WorkOn = <Names extends JobName>(
	queue: string,
	handlers: Handlers<Names>,
	limits: WorkLimits,
) => void;

export interface WorkLimits {
	/** Jobs that are worked on at once. */
	concurrency: number;
	/** Jobs that are started per minute, at most; 0 is no limit. */
	perMinute?: number;
}

/** What one kind of worker adds to the process. */
export interface WorkerParts {
	/** Rounds of tasks; each round runs its tasks one after the other. */
	rounds?: RecurringTask[][];
	close?(): Promise<void>;
}

/** Real milliseconds between two heartbeats. */
const HEARTBEAT = 1_000;

/**
 * Runs a worker until it is told to end: opens the process, lets `build` connect its queues, beats its
 * heart. Ends with exit code 0 after the running jobs have ended, or with 1 and one line when it cannot
 * start.
 */
export async function runWorker(
	kind: WorkerKind,
	build: (context: ProcessContext, workOn: WorkOn) => WorkerParts | Promise<WorkerParts>,
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
	const { db, clock, backend, feed, log } = context;
	const workers: RunningWorker[] = [];
	const stop = new AbortController();

	const parts = await build(context, (queue, handlers, { concurrency, perMinute = 0 }) => {
		const worker = startWorker(queue, handlers, {
			backend,
			clock,
			log,
			concurrency,
			perMinute,
			async onFinalFailure(failure) {
				await recordFailure(db, failedWorkOf(failure), failure, clock.now());
				feed.topic('failures');
			},
		});
		workers.push(worker);
	});
	await Promise.all(workers.map((worker) => worker.ready()));

	const heartbeat = createHeartbeat(db, clock, kind);
	const beating: RecurringTask = { name: 'heartbeat', every: 0, run: () => heartbeat.beat() };
	const rounds = (parts.rounds ?? []).map((tasks) =>
		runRecurring(tasks, { clock, log, signal: stop.signal }),
	);
	rounds.push(runRecurring([beating], { clock, log, signal: stop.signal, beat: HEARTBEAT }));
	log.info('ready');

	onShutdown(async () => {
		stop.abort();
		await Promise.all([...rounds, ...workers.map((worker) => worker.close())]);
		await parts.close?.();
		await heartbeat.stop();
		await context.close();
		log.info('stopped');
	}, log);
}
