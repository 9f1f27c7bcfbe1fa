import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const SCHEMES = ['light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];

/**
 * Nothing on the page hinders assistive technology: in light and then in dark, on the page as it stands; in one of them
 * alone when it is named. The dark page has the structure of the light one: only its colours are looked at.
 */
export async function expectClean(page: Page, only?: Scheme): Promise<void> {
	for (const colorScheme of only ? [only] : SCHEMES) {
		await page.emulateMedia({ colorScheme });
		// The console has no frames; the mode for those opens a page of its own each time.
		const axe = new AxeBuilder({ page }).setLegacyMode(true);
		if (colorScheme === 'dark') axe.withRules(['color-contrast']);
		expect((await axe.analyze()).violations).toEqual([]);
	}
}

/** The same, and a phone of 360 pixels, as which the page was opened, shows all of its width. */
export async function expectCleanAndNarrow(page: Page, only?: Scheme): Promise<void> {
	await expectClean(page, only);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}
