/** Virtual seconds per real second, at most, while models are being asked. */
const ASKING_PACE = 10;

/** Real milliseconds without a new prediction after which nobody seems to be asking. */
const NO_PROGRESS = 45_000;

export interface ReplaySituation {
	/** The speed that was asked for. */
	speed: number;
	/** Predictions that are due, not stored, and not given up. */
	owed: number;
	/** Real milliseconds since that number last changed. */
	unchangedFor: number;
	finished: boolean;
}

/**
 * How fast a replay's clock runs. A model takes as long as it takes: at 600 times the speed, an answer
 * after a second would seem to have taken ten minutes. So the clock slows down while predictions are
 * due, unless none has come for long, and runs at real speed when the day is over.
 */
export function paceOf({ speed, owed, unchangedFor, finished }: ReplaySituation): number {
	if (finished) return Math.min(speed, 1);
	const asking = owed > 0 && unchangedFor < NO_PROGRESS;
	return asking ? Math.min(speed, ASKING_PACE) : speed;
}
