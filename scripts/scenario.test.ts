import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRedisServer } from '../server/scratch-redis.ts';
import { type Ended, runScript } from '../tests/run-script.ts';

const MINUTES = 60_000;

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'touchline-scenario-test-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function scenario(args: string[]): Promise<Ended> {
	return runScript('scripts/scenario.ts', args, { TOUCHLINE_DATA_DIR: folder, DATABASE_URL: '' });
}

describe('npm run scenario', () => {
	// The browser's test plays it with the queues in Postgres.
	it.skipIf(!findRedisServer())(
		'lets 43 settlements fail, finds out why, and recovers them all, with the queues in Redis',
		async () => {
			const args = ['settlement-43', '--backend', 'redis', '--recover', '--exit', '--json'];
			const { code, out, err } = await scenario(args);
			expect(JSON.parse(out.trim().split('\n').at(-1) ?? ''), err).toEqual({
				matches: 43,
				failures: 43,
				cause: 'worker_down',
				predictions: 1_806,
				retroactive: 1_806,
				settled: 43,
				failuresLeft: 0,
			});
			expect(code).toBe(0);
		},
		5 * MINUTES,
	);
});

describe('npm run scenario, asked for what cannot be', () => {
	it.each([
		[[], /missing required argument 'name'/],
		[['settlement-44'], /settlement-44.*settlement-43/],
		[['settlement-43', '--backend', 'mysql'], /--backend.*postgres, redis/],
		[['settlement-43', '--port', '99999'], /--port.*65535/],
		[['settlement-43', 'twice'], /too many arguments/],
	])('%j: says so in one line', async (args, named) => {
		const { code, out, err } = await scenario(args);
		expect([code, out]).toEqual([1, '']);
		expect(err.trim().split('\n')).toHaveLength(1);
		expect(err).toMatch(named);
	});
});
