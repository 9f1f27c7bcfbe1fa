import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Nothing on the page hinders assistive technology, in light and then in dark. The dark page has the structure of the
 * light one: only its colours are looked at.
 */
export async function expectClean(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		const axe = new AxeBuilder({ page })
			// The console has no frames; the mode for those opens a page of its own each time.
			.setLegacyMode(true)
			// What passes is not described element by element, and no rule that runs reads style sheets.
			.options({ resultTypes: ['violations'], preload: false });
		if (colorScheme === 'dark') axe.withRules(['color-contrast']);
		expect((await axe.analyze()).violations).toEqual([]);
	}
}

/** The same, and a phone of 360 pixels, as which the page was opened, shows all of its width. */
export async function expectCleanAndNarrow(page: Page): Promise<void> {
	await expectClean(page);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}
