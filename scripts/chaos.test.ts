import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRedisServer } from '../server/scratch-redis.ts';
import { type Ended, runScript } from '../tests/run-script.ts';

const MINUTES = 60_000;

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'touchline-chaos-test-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command; `onLine` is told its process id with each line of progress. */
function chaos(args: string[], onLine?: (line: string, pid: number) => void): Promise<Ended> {
	return runScript('scripts/chaos.ts', args, { TOUCHLINE_DATA_DIR: folder }, onLine);
}

/** One round with all of these faults, and nothing wrong after it. */
async function survives(backend: string, seed: number, faults: string[]): Promise<void> {
	const settings = ['--seed', String(seed), '--rounds', '1', '--backend', backend];
	const { code, out, err } = await chaos([...settings, '--faults', faults.join(','), '--json']);
	expect(JSON.parse(out.trim().split('\n').at(-1) ?? ''), err).toMatchObject({
		seed,
		rounds: 1,
		backend,
		faults: Object.fromEntries(faults.map((kind) => [kind, 1])),
		matches: 10,
		predictions: 420,
		lost: 0,
		doubled: 0,
		wronglyScored: 0,
		stuck: 0,
		crashes: 0,
		recoveryMs: Object.fromEntries(
			faults.map((kind) => [kind, { p50: expect.any(Number), p95: expect.any(Number) }]),
		),
	});
	expect(code).toBe(0);
}

describe('npm run chaos', () => {
	it(
		'loses, doubles and confuses nothing on Postgres',
		() => survives('postgres', 5, ['queue-wipe', 'kill-all', 'postgres-kill']),
		3 * MINUTES,
	);

	it.skipIf(!findRedisServer())(
		'loses, doubles and confuses nothing on Redis',
		() => survives('redis', 5, ['redis-kill', 'kill-prediction', 'duplicate-jobs']),
		3 * MINUTES,
	);

	it(
		'ends when it is interrupted, and leaves nothing behind',
		async () => {
			let pid = 0;
			const { code, err } = await chaos(['--rounds', '1'], (_, chaosPid) => {
				if (pid === 0) process.kill(chaosPid, 'SIGINT');
				pid = chaosPid;
			});
			expect(err).toContain('The run was interrupted.');
			expect(code).toBe(1);
			expect((await readdir(tmpdir())).filter((name) => name.includes(`-${pid}-`))).toEqual([]);
		},
		MINUTES,
	);
});

it(
	'npm run chaos, asked for what cannot be, says so in one line',
	async () => {
		const { code, out, err } = await chaos(['--rounds', '0']);
		expect(code).toBe(1);
		expect(out).toBe('');
		expect(err.trim().split('\n')).toHaveLength(1);
		expect(err).toMatch(/--rounds.*from 1/);
	},
	MINUTES,
);
