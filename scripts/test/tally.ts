import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';

export interface Tally {
	passed: number;
	failed: number;
	skipped: number;
}

export function sum(tallies: readonly Tally[]): Tally {
	const total = { passed: 0, failed: 0, skipped: 0 };
	for (const { passed, failed, skipped } of tallies) {
		total.passed += passed;
		total.failed += failed;
		total.skipped += skipped;
	}
	return total;
}

/** A check that is one yes or no. */
export function single(ok: boolean): Tally {
	return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

const vitestReport = z.object({
	testResults: z.array(
		z.object({
			status: z.string(),
			assertionResults: z.array(z.object({ status: z.string() })),
		}),
	),
});

/**
 * Counts Vitest's JSON report. A file that fails without a failed test (it could not be loaded, or left
 * something open) counts as one.
 */
export function tallyVitest(report: unknown): Tally {
	return sum(
		vitestReport.parse(report).testResults.map(({ status: fileStatus, assertionResults }) => {
			const count = (...statuses: string[]) =>
				assertionResults.filter(({ status }) => statuses.includes(status)).length;
			const failed = count('failed');
			return {
				passed: count('passed'),
				failed: failed === 0 && fileStatus === 'failed' ? 1 : failed,
				skipped: count('skipped', 'pending', 'todo', 'disabled'),
			};
		}),
	);
}

const playwrightReport = z.object({
	stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Counts Playwright's JSON report; a test that only passed when it was run again has not passed. */
export function tallyPlaywright(report: unknown): Tally {
	const { expected, unexpected, flaky, skipped } = playwrightReport.parse(report).stats;
	return { passed: expected, failed: unexpected + flaky, skipped };
}

/**
 * What a test runner reported in `file`. A runner that failed is never counted as all passed, and one
 * that wrote no report or ran no test has failed.
 */
export async function tallyRun(
	run: () => Promise<{ ok: boolean; output: string }>,
	file: string,
	read: (report: unknown) => Tally,
): Promise<Tally & { output: string }> {
	await rm(file, { force: true });
	const { ok, output } = await run();
	const text = await readFile(file, 'utf8').catch(() => undefined);
	const tally = text === undefined ? single(false) : read(JSON.parse(text));
	const broken = tally.failed === 0 && (!ok || tally.passed === 0);
	return { ...tally, failed: broken ? 1 : tally.failed, output };
}
