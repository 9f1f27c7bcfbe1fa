import { after, type Clock } from '../server/clock.ts';

/** A clock that a test moves. Waits take no real time. */
export class ManualClock implements Clock {
	constructor(private time: Date) {}

	now(): Date {
		return this.time;
	}

	realMs(ms: number): number {
		return Math.max(0, ms);
	}

	set(time: Date): void {
		this.time = time;
	}

	advance(ms: number): void {
		this.time = after(this.time, ms);
	}
}
