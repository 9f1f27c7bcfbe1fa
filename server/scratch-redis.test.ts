import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ScratchRedis, startScratchRedis } from './scratch-redis.ts';

const started: ScratchRedis[] = [];
const clients: Redis[] = [];

async function start(): Promise<ScratchRedis> {
	const redis = await startScratchRedis();
	started.push(redis);
	return redis;
}

function connect(url: string): Redis {
	const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
	client.on('error', () => undefined);
	clients.push(client);
	return client;
}

afterEach(async () => {
	vi.unstubAllEnvs();
	for (const client of clients.splice(0)) client.disconnect();
	for (const redis of started.splice(0)) await redis.stop();
});

describe('a scratch Redis', () => {
	it('keeps what it holds when it is restarted, and loses it when it is killed', async () => {
		const redis = await start();
		const client = connect(redis.url);
		await client.set('job', 'waiting');
		await redis.restart();
		expect(await client.get('job')).toBe('waiting');
		await redis.kill();
		await redis.restart();
		expect(await client.get('job')).toBeNull();
	});

	it('shares nothing with another one, and is gone once it is stopped', async () => {
		const [one, other] = [await start(), await start()];
		await connect(one.url).set('job', 'waiting');
		expect(await connect(other.url).get('job')).toBeNull();
		const [, folder = ''] = await connect(one.url).config('GET', 'dir');
		await one.stop();
		await expect(access(folder)).rejects.toThrow();
		await one.stop();
	});

	it('is cleared away by the next one when its owner was killed', async () => {
		const owner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', OWNER], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const [address] = await once(owner.stdout, 'data');
		const client = connect(String(address).trim());
		const [, folder = ''] = await client.config('GET', 'dir');
		owner.kill('SIGKILL');
		await once(owner, 'exit');
		expect(await client.ping()).toBe('PONG');
		const closed = once(client, 'close');
		await start();
		await closed;
		await expect(access(folder)).rejects.toThrow();
	});

	it('says what is missing where no redis-server is installed', async () => {
		const empty = await mkdtemp(path.join(tmpdir(), 'touchline-no-redis-'));
		vi.stubEnv('PATH', empty);
		await expect(start()).rejects.toThrow(/No redis-server is installed: install it/);
		await rm(empty, { recursive: true });
	});
});

const OWNER = `
	import { startScratchRedis } from './server/scratch-redis.ts';
	const { url } = await startScratchRedis();
	console.log(url);
	setInterval(() => {}, 1_000);
`;
