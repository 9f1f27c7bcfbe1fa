import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accepts } from '../../server/databases.ts';
import { newScratchDataDir, removeScratch } from '../../server/scratch-postgres.ts';
import { keepPostgres } from './keep-postgres.ts';

let dataDir: string;

beforeEach(async () => {
	dataDir = await newScratchDataDir();
});

afterEach(() => removeScratch(dataDir));

describe('keepPostgres', () => {
	it('starts a Postgres again that was killed, and none that it was told to stop', async () => {
		const lines: string[] = [];
		const postgres = await keepPostgres({ dataDir, fast: true, log: (line) => lines.push(line) });
		const pid = async () =>
			Number.parseInt(await readFile(path.join(dataDir, 'cluster', 'postmaster.pid'), 'utf8'), 10);
		const killed = await pid();
		process.kill(killed, 'SIGKILL');
		await vi.waitFor(
			async () => {
				expect(lines).toContain('Postgres does not answer; starting it again.');
				expect(await accepts(postgres.adminUrl)).toBe(true);
			},
			{ timeout: 15_000, interval: 200 },
		);
		expect(await pid()).not.toBe(killed);
		await postgres.stop();
		expect(await accepts(postgres.adminUrl)).toBe(false);
	});
});
