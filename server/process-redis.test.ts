import { afterEach, expect, inject, it, vi } from 'vitest';
import { testDatabase } from '../tests/database.ts';
import { openProcess } from './process.ts';
import { newJob } from './queue/catalogue.ts';

const database = testDatabase();
afterEach(() => vi.unstubAllEnvs());

function openWith(redisUrl: string) {
	vi.stubEnv('DATABASE_URL', database.url);
	vi.stubEnv('LOG_LEVEL', 'silent');
	vi.stubEnv('REDIS_URL', redisUrl);
	return openProcess('test');
}

it('puts the queues where REDIS_URL says, and back into Postgres without it', async () => {
	const job = newJob('analysis', { matchId: 'm1' });
	const onRedis = await openWith(inject('redisUrl') ?? '');
	expect(onRedis.backend.kind).toBe('redis');
	await onRedis.queues.add([job]);
	await onRedis.close();
	const onPostgres = await openWith('');
	expect(onPostgres.backend.kind).toBe('postgres');
	expect(await onPostgres.queues.inspect([job])).toEqual(new Map());
	await onPostgres.close();
});

it.each([
	['redis://127.0.0.1:1', /Redis at redis:\/\/127\.0\.0\.1:1 cannot be used/],
	['http://127.0.0.1:6379', /REDIS_URL: it must look like redis:\/\//],
	['redis://127.0.0.1:6379/first', /REDIS_URL: it must look like redis:\/\//],
])('cannot start with REDIS_URL=%s, says why, and leaves nothing open', async (url, reason) => {
	await expect(openWith(url)).rejects.toThrow(reason);
});
