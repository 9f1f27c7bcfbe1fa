import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Nothing on the page hinders assistive technology, and a phone of 360 pixels shows all of its width. The dark page has
 * the structure of the light one: only its colours are looked at.
 */
export async function expectCleanAndNarrow(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
	const axe = new AxeBuilder({ page });
	if (colorScheme === 'dark') axe.withRules(['color-contrast']);
	expect((await axe.analyze()).violations).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}
