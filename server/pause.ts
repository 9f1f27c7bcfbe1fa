import { setTimeout as sleep } from 'node:timers/promises';

/** Waits so many real milliseconds, or until the signal aborts: whoever pauses looks at the signal next. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	try {
		await sleep(ms, undefined, { signal });
	} catch (error) {
		if (!signal.aborted) throw error;
	}
}
