import type { Page } from '@playwright/test';

interface Shift extends PerformanceEntry {
	value: number;
	hadRecentInput: boolean;
}

/** Counts, on every page that is opened from here on, how far what is there is moved by what comes later. */
export async function countLayoutShifts(page: Page): Promise<void> {
	await page.addInitScript(() => {
		Object.assign(window, { shifted: 0 });
		const add = (shifts: Shift[]) => {
			for (const { value, hadRecentInput } of shifts) if (!hadRecentInput) window.shifted += value;
		};
		const observer = new PerformanceObserver((list) => add(list.getEntries() as Shift[]));
		observer.observe({ type: 'layout-shift', buffered: true });
		window.takeShifted = () => {
			add(observer.takeRecords() as Shift[]);
			const shifted = window.shifted;
			window.shifted = 0;
			return shifted;
		};
	});
}

/** The cumulative layout shift since the page was loaded, or since this was asked last: https://web.dev/articles/cls. */
export function takeLayoutShift(page: Page): Promise<number> {
	// What the page is at is done when it is idle, and told by the next frame.
	return page.evaluate(
		() =>
			new Promise<number>((resolve) =>
				requestIdleCallback(() =>
					requestAnimationFrame(() => requestAnimationFrame(() => resolve(window.takeShifted()))),
				),
			),
	);
}

declare global {
	interface Window {
		shifted: number;
		takeShifted(): number;
	}
}
