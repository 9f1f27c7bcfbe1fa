import path from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import type { ConsolePage } from '../browser/console-pages.ts';
import { waitUntilStill } from '../browser/wait-until-still.ts';

interface ScreenshotOptions {
	/** Of the console. */
	url: string;
	password: string;
	pages: ConsolePage[];
	/** Folder that the files go to: `<name>-<look>.png`. */
	out: string;
	/** Of the browser; undefined for Playwright's own. */
	executablePath: string | undefined;
	say(line: string): void;
}

const DESK = { width: 1_440, height: 1_000 };

/** As an operator sees the console: at a desk by day and by night, and on a phone. */
const LOOKS: Record<string, BrowserContextOptions> = {
	light: { viewport: DESK, colorScheme: 'light' },
	dark: { viewport: DESK, colorScheme: 'dark' },
	phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light', isMobile: true, hasTouch: true },
};

/** Logs in, and shows the first screenful of each page in each look. */
export async function takeScreenshots(options: ScreenshotOptions): Promise<void> {
	const { url, password, pages, out, executablePath, say } = options;
	const args = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
	const browser = await chromium.launch({ executablePath, args });
	try {
		for (const [look, how] of Object.entries(LOOKS)) {
			const context = await browser.newContext({ ...how, reducedMotion: 'reduce', timezoneId: 'UTC' });
			const page = await context.newPage();
			await show(page, `${url}/login`);
			await page.screenshot({ path: path.join(out, `login-${look}.png`) });
			await page.getByLabel('Password').fill(password);
			await page.getByRole('button', { name: 'Log in' }).click();
			await page.waitForURL(`${url}/`);
			for (const { name, path: address } of pages) {
				await show(page, url + address);
				await page.screenshot({ path: path.join(out, `${name}-${look}.png`) });
				say(`${name}, ${look}`);
			}
			await context.close();
		}
	} finally {
		await browser.close();
	}
}

/** Waits until the page has come alive and draws nothing more. */
async function show(page: Page, address: string): Promise<void> {
	await page.goto(address, { waitUntil: 'load' });
	const live = page.getByRole('status').getByText('Live', { exact: true });
	if (!address.endsWith('/login')) await live.waitFor();
	await waitUntilStill(page);
}
