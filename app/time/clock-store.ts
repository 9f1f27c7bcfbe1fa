/** What the pipeline's clock showed, and how fast it goes. */
export interface ClockReading {
	at: Date;
	pace: number;
}

/** The pipeline's time between two readings; it never asks the browser what time it is. */
export interface ClockStore {
	follow(reading: ClockReading): void;
	subscribe(listener: () => void): () => void;
	/** Milliseconds since 1970, the same until the next tick. */
	now(): number;
}

const TICK = 1_000;
/** In a replay minutes pass within a second. */
const FAST_TICK = 250;

export function createClockStore(first: ClockReading): ClockStore {
	let reading = first;
	let readAt: number | null = null;
	let shown = first.at.getTime();
	const listeners = new Set<() => void>();
	let timer: ReturnType<typeof setTimeout> | null = null;

	function tick() {
		readAt ??= performance.now();
		shown = reading.at.getTime() + (performance.now() - readAt) * reading.pace;
		for (const listener of listeners) listener();
		timer = setTimeout(tick, reading.pace > 1 ? FAST_TICK : TICK);
	}

	return {
		follow(next) {
			reading = next;
			readAt = performance.now();
		},
		subscribe(listener) {
			listeners.add(listener);
			timer ??= setTimeout(tick, FAST_TICK);
			return () => {
				listeners.delete(listener);
				if (listeners.size > 0 || timer === null) return;
				clearTimeout(timer);
				timer = null;
			};
		},
		now: () => shown,
	};
}
