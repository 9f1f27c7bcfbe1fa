import { after, DAY } from '../../server/clock.ts';
import { AppError } from '../../server/errors.ts';
import { pause } from '../../server/pause.ts';
import type { ProcessContext } from '../../server/process.ts';
import { type ReplayProgress, replayProgress } from '../../server/replay/progress.ts';
import { type ReplayPlan, readReplay } from '../../server/replay/replay.ts';

/** A replay whose clock is this far past its last kick-off will not end by itself any more. */
const LATEST_END = DAY;

/** Real milliseconds after which a clock that stands still will not move any more: no worker keeps it. */
const STANDSTILL = 60_000;

/** Real milliseconds between two looks, and between two lines of progress. */
const LOOK_EVERY = 300;
const SAY_EVERY = 2_000;

export interface WatchOptions {
	lastKickoff: Date;
	/** Where the workers' logs are. */
	logDir: string;
	say(line: string): void;
	signal: AbortSignal;
}

/**
 * Waits until the replay is over, with a line of progress now and then.
 * @returns how it ended; `over` is false when it was given up or the signal aborted
 */
export async function watchReplay(
	context: ProcessContext,
	replay: ReplayPlan,
	{ lastKickoff, logDir, say, signal }: WatchOptions,
): Promise<ReplayProgress> {
	const deadline = after(lastKickoff, LATEST_END);
	let saidAt = 0;
	let [time, movedAt] = [0, performance.now()];
	while (true) {
		const progress = await replayProgress(context, replay);
		const now = context.clock.now();
		if (performance.now() - saidAt > SAY_EVERY) {
			saidAt = performance.now();
			say(describe(progress, now));
		}
		if (now.getTime() !== time) [time, movedAt] = [now.getTime(), performance.now()];
		if (performance.now() - movedAt > STANDSTILL) {
			throw new AppError('unavailable', `The replay's clock stands still: see ${logDir}/scheduling.log.`);
		}
		const ended = progress.over && (await readReplay(context.db))?.finishedAt;
		if (ended || now > deadline || signal.aborted) return progress;
		await pause(LOOK_EVERY, signal);
	}
}

function describe({ matches, finished, predictions, settled }: ReplayProgress, now: Date): string {
	const time = now.toISOString().slice(0, 16).replace('T', ' ');
	return `${time} UTC  predictions ${predictions.stored}/${predictions.expected}  finished ${finished}/${matches}  settled ${settled}`;
}
