import { expect, type Locator, type Page } from '@playwright/test';

/** More than any page has to walk through. */
const MOST_TABS = 120;

/** Walks by Tab to where one wants to be; wherever the focus is on the way, it is seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	for (let tabs = 0; tabs < MOST_TABS; tabs++) {
		await page.keyboard.press('Tab');
		await expect.poll(() => page.evaluate(isFocusSeen)).toBe(true);
		if (await target.evaluate((element) => element === document.activeElement)) return;
	}
	throw new Error(`Tab does not lead to ${target}.`);
}

/** Runs in the page. */
function isFocusSeen(): boolean {
	const focused = document.activeElement;
	if (focused === null || focused === document.body) return true;
	const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
	const { width, height } = focused.getBoundingClientRect();
	const drawn = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
	return drawn && width > 1 && height > 1;
}
