/** The pipeline's only source of time. Everything else asks a clock that was handed to it. */
export interface Clock {
	now(): Date;
	/** Real milliseconds that pass while `ms` milliseconds of this clock's time do; at least 0. */
	realMs(ms: number): number;
}

/** `ms` milliseconds after `time` (before it, when negative). */
export function after(time: Date, ms: number): Date {
	return new Date(time.getTime() + ms);
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The machine's own time in milliseconds, for libraries that wait by it whatever the pipeline's clock says. */
export function machineTime(): number {
	return Date.now();
}

/** Wall-clock time. */
export class SystemClock implements Clock {
	now(): Date {
		return new Date();
	}

	realMs(ms: number): number {
		return Math.max(0, ms);
	}
}

/** A point where virtual and real time are known, how fast virtual time runs from there, and how far. */
export interface ReplayPace {
	virtualAt: Date;
	realAt: Date;
	/** Virtual seconds per real second; above 0. */
	pace: number;
	/** Virtual milliseconds after `virtualAt` at which the clock stands still; at least 0. */
	allowance: number;
}

/** The virtual time, in milliseconds, that a pace gives to a real one. */
export function virtualTime({ virtualAt, realAt, pace, allowance }: ReplayPace, real: number): number {
	return virtualAt.getTime() + Math.min((real - realAt.getTime()) * pace, allowance);
}

/**
 * Virtual time that runs at a pace of its own and can be given a new pace. It never steps back: when
 * a new pace places it earlier than a time already told, it stands still until it has caught up.
 */
export class ReplayClock implements Clock {
	#latest = 0;

	constructor(private current: ReplayPace) {}

	now(): Date {
		this.#latest = Math.max(this.#latest, Math.floor(virtualTime(this.current, machineTime())));
		return new Date(this.#latest);
	}

	realMs(ms: number): number {
		return Math.max(0, ms / this.current.pace);
	}

	follow(next: ReplayPace): void {
		this.current = next;
	}
}
