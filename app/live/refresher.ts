/** Refreshes a page when something has changed: at most once per second, and only while it is seen. */
export interface Refresher {
	/** Something has changed. */
	changed(): void;
	/** Tries now what had to wait. */
	resume(): void;
	stop(): void;
}

/** Real milliseconds between two refreshes, at least. */
const PAUSE = 1_000;

/** @param refresh false when it is not possible now; it is tried again after the pause */
export function createRefresher(refresh: () => boolean): Refresher {
	let dirty = false;
	let timer: ReturnType<typeof setTimeout> | null = null;

	function run() {
		if (!dirty || timer !== null) return;
		dirty = !refresh();
		timer = setTimeout(() => {
			timer = null;
			run();
		}, PAUSE);
	}

	return {
		changed() {
			dirty = true;
			run();
		},
		resume: run,
		stop() {
			if (timer !== null) clearTimeout(timer);
		},
	};
}
