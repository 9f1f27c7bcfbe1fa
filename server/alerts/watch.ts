import { type Clock, HOUR, SECOND } from '../clock.ts';
import { lead } from '../leadership.ts';
import { addUpPoints } from '../pipeline/points/add-up-points.ts';
import { assertPauses } from '../pipeline/queues/assert-pauses.ts';
import { createJobsEndedTally } from '../pipeline/queues/jobs-ended-tally.ts';
import { DELIVERIES } from '../pipeline/queues/queue-work.ts';
import { steerWorkers } from '../pipeline/queues/steer-workers.ts';
import type { ProcessContext } from '../process.ts';
import { ALERT_DELIVERIES } from '../queue/catalogue.ts';
import type { JobEnding } from '../queue/worker.ts';
import { type RecurringTask, runRecurring } from '../recurring.ts';
import { type DeliveryWorker, startDeliveryWorker } from './delivery/delivery-worker.ts';
import { tellChanges } from './delivery/tell.ts';
import { createLook } from './look.ts';
import { pruneAlerts } from './prune-alerts.ts';

export interface WatchDeps
	extends Pick<ProcessContext, 'db' | 'clock' | 'queues' | 'backend' | 'windows' | 'env' | 'log' | 'feed'> {
	/** Real time: a replay's clock is none for what is waited for outside. */
	realClock: Clock;
	/** Real milliseconds between two looks at the clock. */
	beat?: number;
}

/** Milliseconds of pipeline time between two looks. */
const LOOK_EVERY = 5 * SECOND;

/** In a replay, no look follows the one before sooner, in real milliseconds. */
const BEAT = SECOND;

/**
 * Watches until the signal aborts, whenever this process is the one that leads: of all processes of Touchline,
 * whatever their kind, so that alerts come as long as any of them lives.
 */
export function watch(deps: WatchDeps & { databaseUrl: string }, signal: AbortSignal): Promise<void> {
	const { databaseUrl, log } = deps;
	return lead({ databaseUrl, name: 'watch', signal, log }, (leads) => serveWatch(deps, leads));
}

/** What the one that leads does: looks, tells, and delivers. */
async function serveWatch(deps: WatchDeps, signal: AbortSignal): Promise<void> {
	const { clock, log, beat = BEAT } = deps;
	const jobsEnded = createJobsEndedTally(deps.db, deps.realClock);
	// Until the first look at the wishes, in case that the queue is to be paused and has lost its pause.
	const paused = true;
	const onEnd = (ending: JobEnding) => jobsEnded.count(ALERT_DELIVERIES, ending);
	const deliveries = startDeliveryWorker({ ...deps, signal, paused, onEnd });
	const steered = { queue: ALERT_DELIVERIES, worker: deliveries, standard: DELIVERIES, toTake };
	try {
		const rounds = [
			...watchRounds(deps, deliveries),
			[
				{ name: 'queue wishes', every: 0, run: () => steerWorkers(deps.db, [steered]) },
				{ name: 'ended deliveries', every: 0, run: () => jobsEnded.store() },
			],
		];
		await Promise.all(rounds.map((tasks) => runRecurring(tasks, { clock, log, signal, beat })));
	} finally {
		await deliveries.close();
		await jobsEnded.store();
	}
}

const toTake = (concurrency: number) => concurrency;

/**
 * Rounds of tasks, beside each other, the tasks of a round one after the other. Whatever else one process
 * has to do for all of them is another round here: it must not hold up the looks.
 */
function watchRounds(deps: WatchDeps, deliveries: DeliveryWorker): RecurringTask[][] {
	const { db, clock, realClock, env, log } = deps;
	const tell = () => tellChanges(db, { now: realClock.now(), consoleUrl: env.CONSOLE_URL, log });
	const prune = () => pruneAlerts(db, { now: clock.now(), realNow: realClock.now() });
	return [
		[{ name: 'look for alerts', every: LOOK_EVERY, run: createLook(deps) }],
		[
			{ name: 'tell of alerts', every: LOOK_EVERY, run: tell },
			{ name: 'deliver messages', every: LOOK_EVERY, run: () => deliveries.deliverPending() },
			{ name: 'prune alerts', every: HOUR, run: prune },
		],
		[{ name: 'add up points', every: LOOK_EVERY, run: async () => void (await addUpPoints(db)) }],
		[{ name: 'queue pauses', every: LOOK_EVERY, run: () => assertPauses(deps) }],
	];
}
