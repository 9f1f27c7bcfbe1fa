import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { withConnection } from '../server/databases.ts';
import { queuePrefix } from '../server/queue/installation.ts';
import { removeRedisKeys } from '../server/queue/redis-jobs.ts';

/** A server needs a moment to notice that a client has gone. */
const LOOKS = 20;
const LOOK_EVERY_MS = 50;

/** What is seen as long as one looks. */
export async function lasting(look: () => Promise<string[]>): Promise<string[]> {
	for (let looks = 1; ; looks++) {
		const seen = await look();
		if (seen.length === 0 || looks === LOOKS) return seen;
		await sleep(LOOK_EVERY_MS);
	}
}

/** The last statement of every connection to a database. */
export function databaseConnections(adminUrl: string, database: string): Promise<string[]> {
	return withConnection(adminUrl, async (client) => {
		const { rows } = await client.query<{ query: string }>(
			`SELECT left(query, 200) AS query FROM pg_stat_activity
			WHERE datname = $1 AND backend_type = 'client backend'`,
			[database],
		);
		return rows.map(({ query }) => `Postgres: ${query || '(nothing asked yet)'}`);
	});
}

/** The last command of every connection to Redis for a database's queues. Their keys are deleted. */
export async function redisConnections(redisUrl: string, databaseUrl: string): Promise<string[]> {
	const prefix = await queuePrefix(databaseUrl);
	const client = new Redis(redisUrl);
	try {
		await removeRedisKeys(client, `${prefix}:`);
		const list = String(await client.client('LIST'));
		const ours = list.split('\n').filter((line) => line.includes(` name=${prefix}`));
		return ours.map((line) => `Redis: ${/ cmd=(\S+)/.exec(line)?.[1]}`);
	} finally {
		client.disconnect();
	}
}
