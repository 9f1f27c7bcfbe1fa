import { AppError } from '../../errors.ts';
import { QUEUE_NAMES } from '../../pipeline/queues/queue-work.ts';
import type { Caller } from '../../trpc/router.ts';

const PAUSING = /^\/api\/queues(?:\/([^/]+))?\/(pause|resume)\/?$/i;
const SETTING = /^\/api\/queues\/[^/]+\/(?:concurrency|rate-limit)\/?$/i;

/**
 * Does the console's way what the board has a button for, too.
 * @param path of a change, within the board
 * @returns false for what the board does by itself
 * @throws AppError 'conflict' for a setting that is the console's, or the environment's
 */
export async function controlOnBoard({ queues }: Pick<Caller, 'queues'>, path: string): Promise<boolean> {
	if (SETTING.test(path)) {
		throw new AppError(
			'conflict',
			'How many jobs are worked on at once is set on the console, under Queues; calls per minute in the environment.',
		);
	}
	const [, named, action] = PAUSING.exec(path) ?? [];
	if (action === undefined) return false;
	const chosen = named === undefined ? QUEUE_NAMES.map(({ name }) => name) : [decodeURIComponent(named)];
	for (const queue of chosen) {
		await (action.toLowerCase() === 'pause' ? queues.pause({ queue }) : queues.resume({ queue }));
	}
	return true;
}
