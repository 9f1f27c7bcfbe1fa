import type { EndedPart } from '../../../server/pipeline/queues/throughput.ts';

/** A bar of the picture, in its own units: `HEIGHT` high, `STEP` apart. */
export interface Bar {
	at: Date;
	x: number;
	/** From the ground up: done, then what failed or was tried again. */
	done: number;
	bad: number;
}

export const HEIGHT = 40;
export const STEP = 6;
const LEAST = 1.5;

/** The bars, scaled to the part in which the most ended; what ended at all is seen. */
export function throughputBars(parts: EndedPart[]): Bar[] {
	const most = Math.max(1, ...parts.map(({ done, failed, retried }) => done + failed + retried));
	const height = (count: number) => (count === 0 ? 0 : Math.max(LEAST, (count / most) * HEIGHT));
	return parts.map(({ at, done, failed, retried }, index) => {
		const bad = height(failed + retried);
		return { at, x: index * STEP, done: Math.min(height(done), HEIGHT - bad), bad };
	});
}

/** "4.2", "0.05", "0": how many per minute. */
export function perMinute(count: number, minutes: number): string {
	const rate = count / minutes;
	if (rate === 0) return '0';
	return rate >= 10 ? String(Math.round(rate)) : rate >= 1 ? rate.toFixed(1) : rate.toFixed(2);
}
