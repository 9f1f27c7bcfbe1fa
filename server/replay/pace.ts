/** Virtual seconds per real second, at most, while model calls are on their way. */
const CALLING_PACE = 10;

/** Real milliseconds without a change after which calls on their way count as nobody's. */
const NO_PROGRESS = 45_000;

export interface ReplaySituation {
	/** The speed that was asked for. */
	speed: number;
	/** Fan-outs and model calls that wait or run. */
	calls: number;
	/** Real milliseconds since that number last changed. */
	unchangedFor: number;
	finished: boolean;
}

/**
 * How fast a replay's clock runs. A model takes as long as it takes: at 600 times the speed, an answer
 * after a second would seem to have taken ten minutes. So the clock slows down while calls are on their
 * way, unless nothing has moved for long, and runs at real speed when the day is over.
 */
export function paceOf({ speed, calls, unchangedFor, finished }: ReplaySituation): number {
	if (finished) return Math.min(speed, 1);
	const calling = calls > 0 && unchangedFor < NO_PROGRESS;
	return calling ? Math.min(speed, CALLING_PACE) : speed;
}
