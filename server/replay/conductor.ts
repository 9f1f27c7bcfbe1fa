import { type Clock, machineTime } from '../clock.ts';
import type { Database } from '../db.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import { PROVIDER_IDS } from '../models/providers.ts';
import type { Windows } from '../pipeline/stages.ts';
import { modelCallQueue } from '../queue/catalogue.ts';
import type { Queues } from '../queue/queues.ts';
import { paceOf } from './pace.ts';
import { replayProgress } from './progress.ts';
import { finishReplay, type ReplayInfo, setPace } from './replay.ts';

/** Real milliseconds after which the clock is noted again, so that a replay can go on from there. */
const NOTE_EVERY = 1_000;

interface ConductorDeps {
	db: Database;
	clock: Clock;
	queues: Queues;
	windows: Windows;
	feed: FeedPublisher;
}

/**
 * Makes the function that keeps a replay's clock: called every fraction of a second, it sets the pace,
 * notes the time and sees when the day is over.
 */
export function createConductor(deps: ConductorDeps, replay: ReplayInfo): () => Promise<void> {
	const { db, clock, queues, feed } = deps;
	let pace = 0;
	let notedAt = 0;
	let calls = 0;
	let changedAt = machineTime();
	let finished = replay.finishedAt !== null;

	return async () => {
		const underWay = await callsUnderWay(queues);
		if (underWay !== calls) changedAt = machineTime();
		calls = underWay;

		const next = paceOf({ speed: replay.speed, calls, unchangedFor: machineTime() - changedAt, finished });
		if (next === pace && machineTime() - notedAt < NOTE_EVERY) return;

		if (!finished && calls === 0 && (await replayProgress(deps, replay)).over) {
			finished = true;
			await finishReplay(db, clock.now());
		}
		pace = next;
		notedAt = machineTime();
		await setPace(db, { virtualAt: clock.now(), realAt: new Date(notedAt), pace });
		feed.topic('replay');
		await feed.flush();
	};
}

/** Fan-outs and calls that wait or run, and calls that wait for another try. */
async function callsUnderWay(queues: Queues): Promise<number> {
	const [fanOuts, ...calls] = await Promise.all(
		['predictions', ...PROVIDER_IDS.map(modelCallQueue)].map((name) => queues.counts(name)),
	);
	const inQueue = calls.reduce((sum, { waiting, active, delayed }) => sum + waiting + active + delayed, 0);
	return inQueue + (fanOuts ? fanOuts.waiting + fanOuts.active : 0);
}
