import { Redis } from 'ioredis';
import { expect, inject, it } from 'vitest';
import { withConnection } from '../../server/databases.ts';
import { readEnv } from '../../server/env.ts';
import { createQueueBackend } from '../../server/queue/create-backend.ts';
import { queuePrefix } from '../../server/queue/installation.ts';
import { openScratchDatabase } from './scratch-database.ts';

const fail = (problem: unknown) => {
	throw problem;
};

it('takes the queues of a scratch database out of Redis when it is discarded', async () => {
	const redisUrl = inject('redisUrl') ?? '';
	const scratch = await openScratchDatabase({
		...readEnv(),
		DATABASE_URL: inject('adminUrl'),
		REDIS_URL: redisUrl,
	});
	const backend = await createQueueBackend({ databaseUrl: scratch.url, redisUrl, onError: fail, warn: fail });
	const queue = backend.queue('analysis');
	await queue.add('analysis', { matchId: 'm1' });
	await queue.close();
	await backend.close();

	const redis = new Redis(redisUrl);
	const keys = `${await queuePrefix(scratch.url)}:*`;
	expect(await redis.keys(keys)).not.toEqual([]);
	await scratch.discard();
	expect(await redis.keys(keys)).toEqual([]);
	redis.disconnect();
});

it('leaves no database behind when Redis cannot be reached', async () => {
	const adminUrl = inject('adminUrl');
	const env = { ...readEnv(), DATABASE_URL: adminUrl, REDIS_URL: 'redis://127.0.0.1:1' };
	await expect(openScratchDatabase(env)).rejects.toThrow(/Redis at redis:\/\/127\.0\.0\.1:1 cannot be used/);
	const found = await withConnection(adminUrl, (client) =>
		client.query('SELECT datname FROM pg_database WHERE datname = $1', [`touchline_scratch_${process.pid}`]),
	);
	expect(found.rows).toEqual([]);
});
