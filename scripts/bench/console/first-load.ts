import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { AppError } from '../../../server/errors.ts';
import { waitUntilStill } from '../../browser/wait-until-still.ts';
import { provideChromium } from '../../test/chromium.ts';
import type { Target } from './targets.ts';
import type { Visitor } from './visitor.ts';

/**
 * The JavaScript that a browser with an empty cache fetches to show each page, in bytes of gzip: what is loaded later without
 * being asked for is counted, too.
 */
export async function firstLoads(
	url: string,
	targets: Target[],
	visitor: Visitor,
): Promise<Map<string, number>> {
	const program = await provideChromium(visitor.say);
	if (typeof program === 'string')
		throw new AppError('unavailable', `The scripts of pages cannot be counted: ${program}.`);
	const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	const browser = await chromium.launch({ executablePath: program.path, args });
	const [name = '', value = ''] = visitor.cookie.split('=');
	try {
		const bytes = new Map<string, number>();
		for (const target of targets) {
			const context = await browser.newContext();
			await context.addCookies([{ name, value, url }]);
			const page = await context.newPage();
			const scripts: Promise<number>[] = [];
			page.on('response', (response) => {
				if (response.request().resourceType() !== 'script') return;
				scripts.push(response.body().then((body) => gzipSync(body).length));
			});
			await page.goto(url + target.address, { waitUntil: 'load' });
			await waitUntilStill(page);
			bytes.set(
				target.name,
				(await Promise.all(scripts)).reduce((sum, size) => sum + size, 0),
			);
			await context.close();
		}
		return bytes;
	} finally {
		await browser.close();
	}
}
