import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sum, tallyPlaywright, tallyRun, tallyVitest } from './tally.ts';

const file = (status: string, ...tests: string[]) => ({
	status,
	assertionResults: tests.map((test) => ({ status: test })),
});

describe('a tally', () => {
	it('counts the tests of Vitest one by one', () => {
		const report = {
			testResults: [
				file('passed', 'passed', 'passed', 'skipped', 'todo'),
				file('failed', 'passed', 'failed'),
			],
		};
		expect(tallyVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 2 });
	});

	it('counts a file that failed around its tests', () => {
		const report = { testResults: [file('failed', 'passed'), file('failed')] };
		expect(tallyVitest(report)).toEqual({ passed: 1, failed: 2, skipped: 0 });
	});

	it('does not let a flaky browser test pass', () => {
		const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } };
		expect(tallyPlaywright(report)).toEqual({ passed: 4, failed: 2, skipped: 2 });
	});

	it('adds up', () => {
		expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
		const one = { passed: 1, failed: 2, skipped: 3 };
		expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
	});
});

describe('the tally of a run', () => {
	let folder: string;
	let report: string;

	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'touchline-tally-'));
		report = path.join(folder, 'report.json');
		await writeFile(report, JSON.stringify({ testResults: [file('passed', 'passed')] }));
	});

	afterEach(() => rm(folder, { recursive: true }));

	const tally = (ok: boolean, ...tests: string[]) =>
		tallyRun(
			async () => {
				await writeFile(report, JSON.stringify({ testResults: [file('passed', ...tests)] }));
				return { ok, output: 'said' };
			},
			report,
			tallyVitest,
		);

	it('is what the runner reported', async () => {
		expect(await tally(true, 'passed', 'passed')).toEqual({
			passed: 2,
			failed: 0,
			skipped: 0,
			output: 'said',
		});
	});

	it('has failed when the runner failed, whatever it reported', async () => {
		expect(await tally(false, 'passed')).toMatchObject({ passed: 1, failed: 1 });
	});

	it('has failed when no test ran', async () => {
		expect(await tally(true)).toMatchObject({ passed: 0, failed: 1 });
		expect(await tally(true, 'skipped')).toMatchObject({ failed: 1, skipped: 1 });
	});

	it('does not take the report of an earlier run', async () => {
		const silent = async () => ({ ok: true, output: '' });
		expect(await tallyRun(silent, report, tallyVitest)).toMatchObject({ passed: 0, failed: 1 });
	});
});
