import type { Page } from '@playwright/test';

/** Milliseconds without a new resource after which a page is complete. */
const STILL = 700;

/** Waits until a page that was loaded fetches nothing more: charts come when it has come alive. */
export async function waitUntilStill(page: Page): Promise<void> {
	await page.waitForFunction((still) => {
		const ends = performance.getEntriesByType('resource').map((entry) => entry.startTime + entry.duration);
		return performance.now() > Math.max(...ends) + still;
	}, STILL);
}
