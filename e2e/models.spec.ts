import { expect } from '@playwright/test';
import { logIn, test } from './replay.ts';
import { type SeededConsole, startSeededConsole } from './seeded-console.ts';

let seeded: SeededConsole;

test.beforeAll(async () => {
	seeded = await startSeededConsole();
});

test.afterAll(() => seeded.stop());

test('the models are looked at, one is turned off and on again, without JavaScript', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await logIn(page, seeded.url);
	await page.getByRole('link', { name: 'Models', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Models');
	await expect(page.getByText(/^42 of 42 models enabled/)).toBeVisible();
	await expect(page.getByRole('list', { name: 'Health by model' }).getByRole('listitem')).toHaveCount(42);
	await page.getByRole('link', { name: '30 days', exact: true }).click();
	await expect(page).toHaveURL(/over=month/);
	await page.getByLabel('Retroactive, too').check();
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page).toHaveURL(/over=month.*retroactive=1/);
	await expect(page.getByRole('table', { name: /^Models by points/ }).getByRole('row')).not.toHaveCount(0);

	await page.getByRole('region', { name: 'Ranking' }).getByRole('link').first().click();
	const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
	await page.getByText('Disable…').click();
	await expect(page.getByText(/match(es)? will not ask it/)).toBeVisible();
	await page.getByRole('button', { name: `Disable ${name}` }).click();
	await expect(page.getByRole('status', { name: 'Result' })).toContainText('is disabled:');
	await page.getByText('Enable…').click();
	await page.getByRole('button', { name: `Enable ${name}` }).click();
	await expect(page.getByRole('status', { name: 'Result' })).toContainText('is enabled:');
	await context.close();
});
