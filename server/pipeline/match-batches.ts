import pLimit from 'p-limit';
import type { Queues } from '../queue/queues.ts';
import { withIds } from './match-condition.ts';
import { type MatchState, matchStates, type StateDeps } from './match-state.ts';
import { QUEUED_STAGES } from './stages.ts';

/** Matches whose facts are at hand at once: what it takes in memory does not grow with what is looked at. */
const BATCH = 1_000;
const AT_ONCE = 2;

/** What matches are loaded and planned with, many of them. */
export type BatchDeps = StateDeps & { queues: Pick<Queues, 'inspect' | 'snapshot'> };

/** Works on the matches batch by batch, a few batches at once: some are read while others are worked on. */
export async function eachBatch(
	deps: BatchDeps,
	ids: string[],
	work: (matches: MatchState[]) => Promise<void>,
): Promise<void> {
	const limit = pLimit(AT_ONCE);
	const queues = ids.length > BATCH ? await deps.queues.snapshot(QUEUED_STAGES) : deps.queues;
	const starts = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, index) => index * BATCH);
	const workOn = async (start: number) =>
		work(await matchStates({ ...deps, queues }, withIds(ids.slice(start, start + BATCH))));
	await Promise.all(starts.map((start) => limit(workOn, start)));
}
