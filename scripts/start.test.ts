import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runScript } from '../tests/run-script.ts';
import { freePort } from './launch/ports.ts';

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'touchline-start-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts Touchline with these variables; for what is refused before anything is started. */
async function start(variables: Record<string, string>): Promise<Ended> {
	const port = String(await freePort('127.0.0.1'));
	const own = { TOUCHLINE_DATA_DIR: folder, PORT: port, DATABASE_URL: '', REDIS_URL: '' };
	return runScript('scripts/start.ts', [], { ...own, ...variables });
}

describe('npm start, asked for what cannot be', () => {
	it.each([
		[{ FOOTBALL_SOURCE: 'openfootball', OPENFOOTBALL_LOCATION: '/nowhere' }, /\/nowhere/],
		[{ PORT: 'abc' }, /PORT: it must be a whole number/],
		[
			{ REDIS_URL: 'redis://127.0.0.1:1' },
			/Redis at redis:\/\/127\.0\.0\.1:1 cannot be used.*unset REDIS_URL/,
		],
	])(
		'%j: says so in one line and leaves nothing behind',
		async (variables, named) => {
			const { code, err } = await start(variables);
			expect(code).toBe(1);
			expect(err.trim().split('\n')).toHaveLength(1);
			expect(err).toMatch(named);
			expect(await readdir(folder)).toEqual([]);
		},
		60_000,
	);

	it('names a port that another program has', async () => {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const address = other.address();
		const port = String(typeof address === 'object' ? address?.port : '');
		const { code, err } = await start({ PORT: port });
		await new Promise((resolve) => other.close(resolve));
		expect(code).toBe(1);
		expect(err.trim()).toBe(`Port ${port} is in use by another program: stop it, or set PORT to a free one.`);
	}, 60_000);
});
