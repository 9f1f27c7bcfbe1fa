import { after, type Clock } from './clock.ts';
import type { Logger } from './log.ts';
import { pause } from './pause.ts';

/** Something that is done again and again. */
export interface RecurringTask {
	name: string;
	/** Milliseconds of pipeline time between two starts; 0 is at every beat. */
	every: number;
	run(): Promise<unknown>;
}

export interface RecurringOptions {
	clock: Clock;
	log: Logger;
	signal: AbortSignal;
	/** Real milliseconds between two looks at the clock: no task starts more often, whatever the replay's speed. */
	beat?: number;
}

/**
 * Runs the tasks, each for the first time at once, one after the other, until the signal aborts. One that
 * fails is logged and has its next turn as usual.
 */
export async function runRecurring(
	tasks: RecurringTask[],
	{ clock, log, signal, beat = 250 }: RecurringOptions,
): Promise<void> {
	const dueAt = new Map(tasks.map((task) => [task, clock.now()]));
	while (!signal.aborted) {
		for (const task of tasks) {
			const now = clock.now();
			if (signal.aborted || now < (dueAt.get(task) ?? now)) continue;
			dueAt.set(task, after(now, task.every));
			await task.run().catch((error: unknown) => log.error({ err: error, task: task.name }, 'task failed'));
		}
		await pause(beat, signal);
	}
}
