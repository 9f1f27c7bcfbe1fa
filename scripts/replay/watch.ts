import { setTimeout as sleep } from 'node:timers/promises';
import { after, DAY } from '../../server/clock.ts';
import type { ProcessContext } from '../../server/process.ts';
import { type ReplayProgress, replayProgress } from '../../server/replay/progress.ts';
import { type ReplayPlan, readReplay } from '../../server/replay/replay.ts';

/** A replay whose clock is this far past its last kick-off will not end by itself any more. */
const LATEST_END = DAY;

/** Real milliseconds between two looks, and between two lines of progress. */
const LOOK_EVERY = 300;
const SAY_EVERY = 2_000;

/**
 * Waits until the replay is over, with a line of progress now and then.
 * @returns how it ended; `over` is false when it was given up or the signal aborted
 */
export async function watchReplay(
	context: ProcessContext,
	replay: ReplayPlan,
	{ lastKickoff, say, signal }: { lastKickoff: Date; say: (line: string) => void; signal: AbortSignal },
): Promise<ReplayProgress> {
	const deadline = after(lastKickoff, LATEST_END);
	let saidAt = 0;
	while (true) {
		const progress = await replayProgress(context, replay);
		const now = context.clock.now();
		if (performance.now() - saidAt > SAY_EVERY) {
			saidAt = performance.now();
			say(describe(progress, now));
		}
		const ended = progress.over && (await readReplay(context.db))?.finishedAt;
		if (ended || now > deadline || signal.aborted) return progress;
		await sleep(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
	}
}

function describe({ matches, finished, predictions, settled }: ReplayProgress, now: Date): string {
	const time = now.toISOString().slice(0, 16).replace('T', ' ');
	return `${time} UTC  predictions ${predictions.stored}/${predictions.expected}  finished ${finished}/${matches}  settled ${settled}`;
}
