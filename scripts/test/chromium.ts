import { chromium } from '@playwright/test';
import { complaint, installFromDebian, isDebianRoot } from './debian.ts';
import { runTool } from './run-tool.ts';

/** A Chromium that starts: the path of its program, or `undefined` for Playwright's own. */
export type Browser = { path: string | undefined };

const SYSTEM = '/usr/bin/chromium';

/**
 * Finds a Chromium for the browser tests, or installs one: Debian's package as root on Debian, else
 * Playwright's own download.
 * @param log gets one line when something is installed
 * @returns the reason, as text, when there is none
 */
export async function provideChromium(log: (line: string) => void): Promise<Browser | string> {
	const found = await findChromium();
	if (found !== undefined) return found;
	const tries: string[] = [];
	if (await isDebianRoot()) {
		log('Installing Chromium for the browser tests (apt-get install chromium) ...');
		tries.push(await installFromDebian('chromium'));
		const installed = await findChromium();
		if (installed !== undefined) return installed;
	}
	log('Installing Chromium for the browser tests (playwright install chromium) ...');
	const { output } = await runTool('@playwright/test/cli.js', ['install', 'chromium']);
	tries.push(output);
	return (
		(await findChromium()) ?? `no Chromium could be found or installed (${tries.map(complaint).join('; ')})`
	);
}

async function findChromium(): Promise<Browser | undefined> {
	for (const path of [undefined, SYSTEM]) {
		if (await starts(path)) return { path };
	}
	return undefined;
}

/** Only a browser that starts is one: a program without its system libraries is not. */
async function starts(executablePath: string | undefined): Promise<boolean> {
	try {
		const browser = await chromium.launch({ executablePath });
		await browser.close();
		return true;
	} catch {
		return false;
	}
}
