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

/** A point where virtual and real time are known, and how fast virtual time runs from there. */
export interface ReplayPace {
	virtualAt: Date;
	realAt: Date;
	/** Virtual seconds per real second; above 0. */
	pace: number;
}

/**
 * Virtual time that runs at a pace of its own and can be given a new pace. It never steps back: when
 * a new pace places it earlier than a time already told, it stands still until it has caught up.
 */
export class ReplayClock implements Clock {
	#latest = 0;

	constructor(private current: ReplayPace) {}

	now(): Date {
		const { virtualAt, realAt, pace } = this.current;
		const time = virtualAt.getTime() + (machineTime() - realAt.getTime()) * pace;
		this.#latest = Math.max(this.#latest, Math.floor(time));
		return new Date(this.#latest);
	}

	realMs(ms: number): number {
		return Math.max(0, ms / this.current.pace);
	}

	follow(next: ReplayPace): void {
		this.current = next;
	}
}
