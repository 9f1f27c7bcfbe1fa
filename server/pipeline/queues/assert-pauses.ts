import type { ProcessContext } from '../../process.ts';
import { readQueueWishes } from './queue-wishes.ts';
import { QUEUE_NAMES } from './queue-work.ts';

type AssertDeps = Pick<ProcessContext, 'db' | 'queues' | 'feed' | 'log'>;

/**
 * Makes the queues paused that are to be paused, and no others: a queue that lost its jobs has lost its pause too, and what
 * another tool paused is let go.
 */
export async function assertPauses({ db, queues, feed, log }: AssertDeps): Promise<void> {
	const names = QUEUE_NAMES.map(({ name }) => name);
	// In this order: a wish that comes in between is fulfilled twice instead of undone.
	const paused = await queues.pausedAmong(names);
	const wishes = await readQueueWishes(db);
	for (const queue of names) {
		const wanted = Boolean(wishes.get(queue)?.paused);
		if (wanted === paused.includes(queue)) continue;
		await queues.setPaused(queue, wanted);
		log.warn(
			{ queue },
			wanted ? 'paused again: it had lost its pause' : 'resumed: nobody has paused it here',
		);
		feed.topic('queues');
	}
}
