import { expect, type Page } from '@playwright/test';
import { expectCleanAndNarrow } from './clean.ts';
import { logIn, test } from './replay.ts';
import { type SeededConsole, startSeededConsole } from './seeded-console.ts';

let seeded: SeededConsole;

test.beforeAll(async () => {
	seeded = await startSeededConsole();
});

test.afterAll(() => seeded.stop());

const queue = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('a queue is paused after it says what that holds up, and goes on', async ({ page }) => {
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/queues`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Queues');
	const settlement = queue(page, 'Settlement');
	await settlement.getByText('Pause…').click();
	await expect(settlement).toContainText(/It holds up \d+ jobs? that waits? now/);
	await settlement.getByRole('button', { name: 'Pause settlement' }).click();
	await expect(settlement).toContainText('Paused by admin');
	await expect(page.getByText('The queue "settlement" is paused')).toBeVisible();
	await page.goto(`${seeded.url}/`);
	await page.goto(`${seeded.url}/queues`);
	await settlement.getByRole('button', { name: 'Resume settlement' }).click();
	await expect(settlement.getByText('Pause…')).toBeVisible();
});

test('how many jobs are worked on at once is set, refused and reset', async ({ page }) => {
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/queues?span=day`);
	const settlement = queue(page, 'Settlement');
	await settlement.getByText('150 at once…').click();
	await settlement.getByLabel('Jobs at once').fill('20');
	await settlement.getByRole('button', { name: 'Set' }).click();
	await expect(settlement.getByText('20 at once…')).toBeVisible();
	await settlement.getByRole('button', { name: 'Reset to 150' }).click();
	await expect(settlement.getByText('150 at once…')).toBeVisible();
});

test('the board shows a queue with its jobs, runs within its policy and asks no other site', async ({
	browser,
}) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	const asked = new Set<string>();
	const errors: string[] = [];
	page.on('request', (request) => asked.add(new URL(request.url()).host));
	// Its own warnings, of files that it loads ahead of need, are its own.
	page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
	page.on('pageerror', (error) => errors.push(error.message));
	await page.goto(`${seeded.url}/queues/board/queue/analysis`);
	await expect(page).toHaveURL(/login\?to=/);
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/queues`);
	await queue(page, 'Analysis')
		.getByRole('link', { name: /Jobs on the board/ })
		.click();
	await expect(page).toHaveURL(/\/queues\/board\/queue\/analysis/);
	await expect(page.getByText(/^analysis-/).first()).toBeVisible();
	expect(errors).toEqual([]);
	expect([...asked]).toEqual([new URL(seeded.url).host]);
	await context.close();
});

test('the page is clean for assistive technology with all that it hides, and fits a phone', async ({
	page,
}) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/queues`);
	await queue(page, 'Settlement').getByText('Pause…').click();
	await queue(page, 'Settlement').getByText('at once…').click();
	await queue(page, 'Settlement').getByText('As a table').click();
	await expectCleanAndNarrow(page);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a queue is paused, resumed and given another concurrency, and a bad one is refused', async ({
		page,
	}) => {
		await logIn(page, seeded.url);
		await page.goto(`${seeded.url}/queues`);
		const lineups = queue(page, 'Line-ups');
		await lineups.getByText('Pause…').click();
		await lineups.getByRole('button', { name: 'Pause line-ups' }).click();
		await expect(lineups).toContainText('Paused by admin');
		await lineups.getByRole('button', { name: 'Resume line-ups' }).click();
		await lineups.getByText('at once…').click();
		await lineups.getByLabel('Jobs at once').fill('7');
		await lineups.getByRole('button', { name: 'Set' }).click();
		await expect(lineups.getByText('7 at once…')).toBeVisible();
		const form = { intent: 'set-concurrency', queue: 'lineups', concurrency: '51' };
		const headers = { 'sec-fetch-site': 'same-origin' };
		const refused = await page.request.post(`${seeded.url}/queues`, { form, headers });
		expect(refused.status()).toBe(400);
		expect(await refused.text()).toContain('give a whole number from 1 to 50, or pause it');
	});
});
