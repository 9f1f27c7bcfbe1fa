import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { provideChromium } from './chromium.ts';
import { providePromtool } from './promtool.ts';
import { provideRedis } from './redis.ts';
import { runTool } from './run-tool.ts';
import { single, type Tally, tallyPlaywright, tallyRun, tallyVitest } from './tally.ts';

export interface LeftOut {
	what: string;
	why: string;
}

export interface StepResult extends Tally {
	/** Shown when something failed. */
	output: string;
	/** Tests that could not be run; told at the end. */
	leftOut?: LeftOut[];
}

export interface Step {
	/** What `--only` calls it. */
	name: string;
	title: string;
	/** A step that must have passed before; it is run too when only this one is asked for. */
	needs?: string;
	run: (log: (line: string) => void) => Promise<StepResult>;
}

const REPORTS = path.join('.cache', 'test');
const SOURCES = ['app', 'server', 'workers', 'scripts', 'prisma', 'e2e', 'tests'];

/** What `npm test` does, in this order. */
export const STEPS: readonly Step[] = [
	check('lint', 'format and lint (biome)', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
	// TypeScript's native compiler checks in a third of the time; what asks for a library of TypeScript's gets 5.9.
	check('types', 'types (tsc)', 'typescript-native/bin/tsc', ['--noEmit', '-p', '.', '--singleThreaded']),
	check('dead-code', 'dead code (knip)', 'knip/bin/knip.js', ['--no-progress']),
	check('imports', 'import rules (dependency-cruiser)', 'dependency-cruiser/bin/dependency-cruise.mjs', [
		...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...SOURCES],
	]),
	{ name: 'unit', title: 'unit and integration tests (vitest)', run: runUnit },
	check('build', 'build (remix)', '@remix-run/dev/dist/cli.js', ['vite:build', '--logLevel', 'warn']),
	{ name: 'e2e', title: 'browser tests (playwright)', needs: 'build', run: runEndToEnd },
];

function check(name: string, title: string, script: string, args: readonly string[]): Step {
	return {
		name,
		title,
		run: async () => {
			const { ok, output } = await runTool(script, args);
			return { ...single(ok), output };
		},
	};
}

async function runUnit(log: (line: string) => void): Promise<StepResult> {
	const noRedis = await provideRedis(log);
	const noPromtool = await providePromtool(log);
	const report = path.join(REPORTS, 'unit.json');
	await mkdir(REPORTS, { recursive: true });
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const result = await tallyRun(
		() => runTool('vitest/vitest.mjs', ['run', ...reporters]),
		report,
		tallyVitest,
	);
	const leftOut: LeftOut[] = [];
	if (noRedis !== undefined) leftOut.push({ what: 'THE TESTS OF QUEUES IN REDIS', why: noRedis });
	if (noPromtool !== undefined) leftOut.push({ what: "PROMTOOL'S CHECKS", why: noPromtool });
	// Without Redis there is no project to skip tests in; promtool's are skipped one by one, and counted.
	return { ...result, skipped: result.skipped + (noRedis === undefined ? 0 : 1), leftOut };
}

async function runEndToEnd(log: (line: string) => void): Promise<StepResult> {
	const browser = await provideChromium(log);
	if (typeof browser === 'string') {
		const leftOut = [{ what: 'THE BROWSER TESTS', why: browser }];
		return { passed: 0, failed: 0, skipped: 1, output: '', leftOut };
	}
	const report = path.join(REPORTS, 'e2e.json');
	const env = { E2E_CHROMIUM: browser.path ?? '', PLAYWRIGHT_JSON_OUTPUT_NAME: report };
	return await tallyRun(
		() => runTool('@playwright/test/cli.js', ['test', '--reporter=list,json'], env),
		report,
		tallyPlaywright,
	);
}
