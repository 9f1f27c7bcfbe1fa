import { setTimeout as sleep } from 'node:timers/promises';
import type { Arena } from '../arena.ts';

/** Ends Redis in good order and starts it again with what it held. */
export async function restartRedis({ redis }: Arena): Promise<string> {
	await required(redis).restart();
	return 'stopped and started';
}

/** Real milliseconds for which a killed Redis is away. */
const AWAY = 1_000;

/** Kills Redis, and starts it again empty. */
export async function killRedis({ redis, signal }: Arena): Promise<string> {
	await required(redis).kill();
	await sleep(AWAY, undefined, { signal });
	await required(redis).restart();
	return 'killed and started empty';
}

function required(redis: Arena['redis']): NonNullable<Arena['redis']> {
	if (!redis) throw new RangeError('There is no Redis to strike.');
	return redis;
}
