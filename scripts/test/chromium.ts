import { readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { runProgram, runTool } from './run-tool.ts';

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
		tries.push(await installFromDebian());
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

async function isDebianRoot(): Promise<boolean> {
	if (process.getuid?.() !== 0) return false;
	return /^ID=debian$/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''));
}

async function installFromDebian(): Promise<string> {
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	const update = await runProgram('apt-get', ['update', '-qq'], env);
	const install = await runProgram('apt-get', ['install', '-qq', '-y', 'chromium'], env);
	return install.ok ? '' : update.output + install.output;
}

function complaint(output: string): string {
	const lines = output.split('\n').map((line) => line.trim());
	return (
		lines.findLast((line) => /^(E:|error|failed)/i.test(line)) ?? lines.findLast(Boolean) ?? 'no reason given'
	);
}
