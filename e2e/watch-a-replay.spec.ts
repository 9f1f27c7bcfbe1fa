import { expect, type Locator, type Page } from '@playwright/test';
import { expectClean } from './clean.ts';
import { logIn, type RunningReplay, startReplay, test, workerPid } from './replay.ts';

let replay: RunningReplay;

test.beforeAll(async () => {
	replay = await startReplay();
});

test.afterAll(() => replay.stop());

test('a visitor is asked to log in, and told when the password is wrong', async ({ browser }) => {
	const page = await browser.newPage();
	await page.goto(`${replay.url}/matches`);
	await expect(page).toHaveURL(/\/login/);
	await page.getByLabel('Password').fill('wrong');
	await page.getByRole('button', { name: 'Log in' }).click();
	await expect(page.getByRole('alert')).toContainText(/password/i);
	await expect(page).toHaveURL(/\/login/);
	await page.close();
});

test('the operator watches a matchday from the first prediction to the last settlement', async ({ page }) => {
	await logIn(page, replay.url);
	await expect(page.getByLabel('Replay')).toContainText('Simulated Premier Division');
	await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();

	// Nothing is reloaded from here on: the page follows by itself.
	await page.evaluate(() => Object.assign(window, { stayed: true }));
	const kickoffs = page.getByRole('table', { name: 'Next kick-offs' });
	await expect(kickoffs.getByText('42/42').filter({ visible: true }).first()).toBeVisible({
		timeout: 60_000,
	});
	const recent = page.getByRole('table', { name: 'Live and just finished' });
	await expect(recent.getByText('Full time').first()).toBeVisible({ timeout: 60_000 });
	await expect(recent.getByText('Full time')).toHaveCount(10, { timeout: 90_000 });
	expect(await page.evaluate(() => 'stayed' in window)).toBe(true);

	await recent.getByRole('link').first().click();
	await expect(page.getByText('settled, nothing left to do')).toBeVisible();
	const predictions = page.getByRole('table', { name: 'Predictions, the best first' });
	await expect(predictions.getByRole('row')).toHaveCount(43);
	await expect(predictions.getByText('On time')).toHaveCount(42);
});

test('the operator sees what a pass would do, runs it without JavaScript, and sees what it did', async ({
	browser,
}) => {
	// A sweep would be as fast as the operator.
	const resume = await pauseScheduling();
	await replay.inDatabase((client) =>
		client.query(`DELETE FROM "Prediction" WHERE id = (SELECT min(id) FROM "Prediction")`),
	);
	const scanned = await browser.newPage();
	await logIn(scanned, replay.url);
	await expect(net(scanned, 'Minute sweep')).toContainText(/match(es)? checked/);
	await scanned.getByRole('button', { name: 'Run a pass now' }).click();
	await expect(scanned.getByRole('status', { name: 'Pass' })).toContainText('A pass would queue 1 job');
	await expectClean(scanned);
	await scanned.close();

	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await logIn(page, replay.url);
	await page.getByRole('button', { name: 'Run a pass now' }).click();
	await page.getByRole('button', { name: 'Run the pass' }).click();
	await expect(page.getByRole('status', { name: 'Pass' })).toContainText(
		'The pass queued 1 job (predictions 1).',
	);
	await expect(net(page, 'Operator')).toContainText('queued 1 job');
	await context.close();
	resume();
});

/** The newest pass of a net. */
function net(page: Page, name: string): Locator {
	const nets = page.getByRole('list', { name: 'The newest pass of each net' });
	return nets.getByRole('listitem').filter({ hasText: name }).first();
}

/** Stops the scheduling worker where it is. @returns how to let it go on */
async function pauseScheduling(): Promise<() => void> {
	const pid = await workerPid(replay, 'scheduling');
	process.kill(pid, 'SIGSTOP');
	return () => process.kill(pid, 'SIGCONT');
}

test('the matches are readable without JavaScript', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await logIn(page, replay.url);
	await page.getByRole('link', { name: 'Matches', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(async () => {
		await page.reload();
		await expect(page.getByText('42/42').filter({ visible: true }).first()).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	await context.close();
});
