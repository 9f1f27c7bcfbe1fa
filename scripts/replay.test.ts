import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportedPrediction } from '../server/replay/exported-predictions.ts';
import { type Ended, runScript } from '../tests/run-script.ts';
import { pointsOf } from './chaos/recompute-points.ts';

const run = promisify(execFile);
const MINUTES = 60_000;

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'touchline-replay-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command; `onProgress` is told its process id with each line of progress. */
function replay(args: string[], onProgress?: (line: string, pid: number) => void): Promise<Ended> {
	const own = { TOUCHLINE_DATA_DIR: folder, DATABASE_URL: '', MODELS_URL: '', LOG_LEVEL: 'warn' };
	return runScript('scripts/replay.ts', args, own, onProgress);
}

async function readExport(file: string): Promise<ExportedPrediction[]> {
	const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
	return lines.map((line) => JSON.parse(line));
}

/** Process ids of a process's children that run this script. */
async function childrenRunning(script: string, parent: number): Promise<number[]> {
	const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,args=']);
	const rows = stdout.split('\n').map((row) => row.trim().split(/\s+/));
	return rows
		.filter(([, ppid, ...args]) => Number(ppid) === parent && args.includes(script))
		.map(([pid]) => Number(pid));
}

/** Stops a child for as long as six hours and a half take at speed 6000. */
async function holdUp(script: string, parent: number): Promise<void> {
	const pids = await childrenRunning(script, parent);
	expect(pids).toHaveLength(1);
	for (const pid of pids) process.kill(pid, 'SIGSTOP');
	await sleep(4_000);
	for (const pid of pids) process.kill(pid, 'SIGCONT');
}

// What happens to it when workers are killed on the way is for chaos.test.ts.
describe('npm run replay', () => {
	it(
		'plays a matchday to the end, however long its conductor is held up, and exports what can be recomputed',
		async () => {
			const file = path.join(folder, 'predictions.jsonl');
			let heldUp: Promise<unknown> | null = null;
			const { code, out, err } = await replay(
				['--speed', '6000', '--exit', '--json', '--export', file],
				(line, pid) => {
					if (line.includes('finished 0/10')) heldUp ??= holdUp('workers/scheduling.ts', pid);
				},
			);
			await heldUp;
			expect(err).not.toMatch(/error/i);
			const result = JSON.parse(out.trim().split('\n').at(-1) ?? '');
			expect(result).toEqual({
				matches: 10,
				finished: 10,
				predictions: { expected: 420, stored: 420, onTime: 420, retroactive: 0 },
				settled: 10,
				unscored: 0,
				failures: 0,
				durationMs: expect.any(Number),
			});
			expect(code).toBe(0);

			const predictions = await readExport(file);
			expect(predictions).toHaveLength(420);
			const matches = new Set(predictions.map(({ home }) => home));
			for (const home of matches) {
				const ofMatch = predictions.filter((prediction) => prediction.home === home);
				expect(ofMatch.map(({ points }) => points)).toEqual(pointsOf(ofMatch));
				expect(new Set(ofMatch.map(({ model }) => model)).size).toBe(42);
			}
			expect(predictions.every(({ madeAt, kickoff }) => Date.parse(madeAt) < Date.parse(kickoff))).toBe(true);
		},
		3 * MINUTES,
	);
});

describe('npm run replay, asked for what cannot be', () => {
	it.each([
		[['--data', '/nowhere', '--competition', 'en.1'], /\/nowhere/],
		[['--speed', '0'], /speed/],
		[['--export', '/nowhere/predictions.jsonl'], /\/nowhere/],
	])(
		'%j: says so in one line',
		async (args, named) => {
			const { code, out, err } = await replay([...args, '--exit', '--json']);
			expect(code).toBe(1);
			expect(out).toBe('');
			expect(err.trim().split('\n')).toHaveLength(1);
			expect(err).toMatch(named);
		},
		60_000,
	);
});

describe('npm run replay, interrupted', () => {
	it('says so, and does not claim success', async () => {
		let interrupted = false;
		const { code, err } = await replay(['--exit', '--json'], (line, pid) => {
			if (interrupted || !line.includes('finished')) return;
			interrupted = true;
			process.kill(pid, 'SIGINT');
		});
		expect(err).toContain('The replay was interrupted.');
		expect(code).toBe(1);
	}, 60_000);
});
