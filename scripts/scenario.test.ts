import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
it('npm run scenario, asked for what cannot be, says so in one line', async () => {
	const { code, out, err } = await scenario(['settlement-44']);
	expect([code, out]).toEqual([1, '']);
	expect(err.trim().split('\n')).toHaveLength(1);
	expect(err).toMatch(/settlement-44.*settlement-43/);
});
