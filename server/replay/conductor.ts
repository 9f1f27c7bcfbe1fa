import { type Clock, machineTime } from '../clock.ts';
import type { Database } from '../db.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import type { Windows } from '../pipeline/stages.ts';
import type { Queues } from '../queue/queues.ts';
import { allowanceOf, noteAfter, paceOf } from './pace.ts';
import { replayProgress } from './progress.ts';
import { finishReplay, type ReplayInfo, setPace } from './replay.ts';

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
		const lookedAt = clock.now();
		const progress = await replayProgress(deps, replay);
		const now = machineTime();
		if (progress.owed !== owed) [owed, changedAt] = [progress.owed, now];
		if (progress.over && !finished) {
			finished = true;
			await finishReplay(db, clock.now());
		}

		const next = paceOf({ speed: replay.speed, owed, unchangedFor: now - changedAt, finished });
		if (next === pace && now - notedAt < noteAfter(pace)) return;
		[pace, notedAt] = [next, machineTime()];
		const virtualAt = clock.now();
		const allowance = allowanceOf({ lookedAt, now: virtualAt });
		await setPace(db, { virtualAt, realAt: new Date(notedAt), pace, allowance });
		feed.topic('replay');
		await feed.flush();
	};
}
