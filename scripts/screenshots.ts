import { mkdir } from 'node:fs/promises';
import { Command } from 'commander';
import { urls } from '../app/urls.ts';
import { describeError } from '../server/errors.ts';
import { consolePages } from './browser/console-pages.ts';
import { findSubjects } from './browser/subjects.ts';
import { ensureConsoleBuild } from './launch/console-build.ts';
import { takeScreenshots } from './screenshots/take-screenshots.ts';
import { openSeededConsole } from './seed/open-console.ts';
import { provideChromium } from './test/chromium.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

const MATCHES = 400;
const PASSWORD = 'a password for the screenshots';

try {
	await main();
} catch (error) {
	say(describeError(error));
	process.exitCode = 1;
}
process.exit();

async function main(): Promise<void> {
	const { out } = new Command('screenshots')
		.description('Takes a screenshot of each page of the console: light, dark, and as a phone shows it.')
		.option('--out <folder>', 'where they go', 'docs/screenshots')
		.parse()
		.opts<{ out: string }>();
	const browser = await provideChromium(say);
	if (typeof browser === 'string') throw new Error(`There is no browser to take them with: ${browser}.`);
	await mkdir(out, { recursive: true });
	await ensureConsoleBuild(say);
	const console = await openSeededConsole({ matches: MATCHES, password: PASSWORD, say });
	try {
		const pages = consolePages(await findSubjects(console.context.db)).map((page) =>
			page.path === urls.backfill ? { ...page, path: urls.backfillOfLastDays } : page,
		);
		await takeScreenshots({
			url: console.url,
			password: PASSWORD,
			pages,
			out,
			executablePath: browser.path,
			say,
		});
	} finally {
		await console.stop();
	}
}
