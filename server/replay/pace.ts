import { type Clock, MINUTE } from '../clock.ts';

/** Virtual seconds per real second, at most, while models are being asked. */
const ASKING_PACE = 10;

/** Real milliseconds without a new prediction after which nobody seems to be asking. */
const NO_PROGRESS = 45_000;

/** Real milliseconds after which the clock is noted again, so that a replay can go on from there. */
const NOTE_EVERY = 1_000;

/**
 * Virtual milliseconds that the clock may run on after the conductor has looked: half the time that models
 * have before a kick-off. A conductor that is held up finds the other half left.
 */
const ALLOWANCE = 15 * MINUTE;

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

/** How far the clock may run from `now` when the conductor has looked at the day as it was at `lookedAt`; virtual milliseconds. */
export function allowanceOf({ lookedAt, now }: { lookedAt: Date; now: Date }): number {
	return Math.max(0, lookedAt.getTime() + ALLOWANCE - now.getTime());
}

/** Real milliseconds after which the clock has to be noted again, or it would stand still before its time. */
export function noteAfter(pace: number): number {
	return Math.min(NOTE_EVERY, ALLOWANCE / pace / 2);
}

/** Milliseconds of the pipeline's time that pass while models are asked for `realMs`: a replay slows down then. */
export function timeWhileAsking(clock: Clock, realMs: number): number {
	return realMs * Math.min(1 / clock.realMs(1), ASKING_PACE);
}
