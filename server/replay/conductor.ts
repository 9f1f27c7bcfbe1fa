import { type Clock, machineTime } from '../clock.ts';
import type { Database } from '../db.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import type { Windows } from '../pipeline/stages.ts';
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
	const { db, clock, feed } = deps;
	let finished = replay.finishedAt !== null;
	let [owed, changedAt] = [0, machineTime()];
	let [pace, notedAt] = [0, 0];

	return async () => {
		const progress = await replayProgress(deps, replay);
		const now = machineTime();
		if (progress.owed !== owed) [owed, changedAt] = [progress.owed, now];
		if (progress.over && !finished) {
			finished = true;
			await finishReplay(db, clock.now());
		}

		const next = paceOf({ speed: replay.speed, owed, unchangedFor: now - changedAt, finished });
		if (next === pace && now - notedAt < NOTE_EVERY) return;
		[pace, notedAt] = [next, machineTime()];
		await setPace(db, { virtualAt: clock.now(), realAt: new Date(notedAt), pace });
		feed.topic('replay');
		await feed.flush();
	};
}
