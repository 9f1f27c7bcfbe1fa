import type { Clock } from '../../clock.ts';
import { PROVIDER_IDS } from '../../models/providers.ts';
import { providerLimits } from '../../pipeline-models.ts';
import type { ProcessContext } from '../../process.ts';
import type { QueueCounts } from '../../queue/backend.ts';
import { modelCallQueue } from '../../queue/catalogue.ts';
import { enabledModels } from '../enabled-models.ts';
import { workersAlive } from '../workers-alive.ts';
import { type HeldUp, readHeldUp } from './held-up.ts';
import { type QueueState, queueState } from './queue-state.ts';
import { type QueueWish, readQueueWishes } from './queue-wishes.ts';
import { type QueueWork, queueWork } from './queue-work.ts';
import { concurrencyOf } from './steer-workers.ts';
import { readThroughput, type Span, type Throughput } from './throughput.ts';

/** All that is told of a queue. */
export interface QueueReport extends Pick<QueueWork, 'name' | 'label' | 'purpose' | 'worker' | 'most'> {
	state: QueueState;
	counts: QueueCounts;
	/** Since when and by whom it is paused, in real time; null when it is not, or by something else. */
	paused: QueueWish['paused'];
	/** Worker processes that take its jobs; null for the one that leads the watch. */
	workersAlive: number | null;
	/** Jobs that each of them works on at once. */
	concurrency: { inForce: number; standard: number; wish: QueueWish['concurrency'] };
	/** Jobs that may start per minute, all workers together; 0 is no limit. */
	perMinute: number;
	/** Real milliseconds until jobs may start again, because the limit is used up or the provider asked to wait. */
	limitedMs: number;
	/** Coming matches that a pause holds up. */
	heldUp: HeldUp;
	throughput: Throughput;
}

type ReportDeps = Pick<ProcessContext, 'db' | 'clock' | 'queues' | 'env'> & { realClock: Clock };

/** Every queue, in the order in which the work of a match goes through them. The number of queries does not grow. */
export async function reportQueues(deps: ReportDeps, { span }: { span: Span }): Promise<QueueReport[]> {
	const { db, clock, realClock, queues, env } = deps;
	const [models, wishes, workers, heldUp, throughput] = await Promise.all([
		enabledModels(db),
		readQueueWishes(db),
		workersAlive(db),
		readHeldUp(db, clock.now()),
		readThroughput(db, { span, now: realClock.now() }),
	]);
	const limits = new Map(
		providerLimits(env, models).map(({ provider, perMinute }) => [modelCallQueue(provider), perMinute]),
	);
	const calls = PROVIDER_IDS.map(modelCallQueue);
	const works = queueWork(env, models);
	const countsOf = await queues.countsOf(works.map(({ name }) => name));
	return Promise.all(
		works.map(async ({ standard, ...work }) => {
			const { name } = work;
			const perMinute = limits.get(name) ?? 0;
			const counts = countsOf(name);
			const limitedMs = calls.includes(name) ? await queues.limitedFor(name, perMinute) : 0;
			const alive = work.worker && (workers.find(({ kind }) => kind === work.worker)?.alive ?? 0);
			const wish = wishes.get(name);
			return {
				...work,
				state: queueState(name, counts, { workersAlive: alive, limitedMs }),
				counts,
				paused: wish?.paused ?? null,
				workersAlive: alive,
				concurrency: { inForce: concurrencyOf(wish, standard), standard, wish: wish?.concurrency ?? null },
				perMinute,
				limitedMs,
				heldUp: heldUp(name),
				throughput: throughput(name),
			};
		}),
	);
}
