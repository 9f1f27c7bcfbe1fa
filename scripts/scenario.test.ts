import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runScript } from '../tests/run-script.ts';

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'touchline-scenario-test-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function scenario(args: string[]): Promise<Ended> {
	return runScript('scripts/scenario.ts', args, { TOUCHLINE_DATA_DIR: folder, DATABASE_URL: '' });
}

// The browser's test (e2e/settlement-43.spec.ts) plays the incident to its end.
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
