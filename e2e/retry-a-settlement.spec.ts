import { expect } from '@playwright/test';
import { logIn, type RunningReplay, startReplay, test } from './replay.ts';

let replay: RunningReplay;

test.beforeAll(async () => {
	// Every provider says that it has none of the models: nothing to wait for, and nothing to settle later.
	replay = await startReplay([{ kind: '404' }]);
});

test.afterAll(() => replay.stop());

test('one click mends a settlement that failed for want of predictions', async ({ page }) => {
	await logIn(page, replay.url);
	const group = page
		.getByRole('list', { name: 'Failures by cause' })
		.getByRole('listitem')
		.filter({ hasText: 'Settlement' });
	await expect(group).toContainText('No predictions', { timeout: 90_000 });
	await expect(group).toContainText(/ refused the calls with status 404\./);
	// No more than were seen are tried again: first all of them have failed.
	await expect(group).toContainText('Settlement: 10', { timeout: 60_000 });

	await replay.setFaults(null);
	await group.getByRole('button', { name: 'Retry all 10' }).click();
	await expect(page.getByRole('heading', { name: 'Retry of 10 failures' })).toBeVisible();
	await expect(page.getByRole('status', { name: 'Result' })).toContainText('All 10 were settled.', {
		timeout: 90_000,
	});

	await page.getByRole('list', { name: 'Results' }).getByRole('link').first().click();
	await expect(page.getByText('settled, nothing left to do')).toBeVisible({ timeout: 60_000 });
	await expect(
		page.getByRole('table', { name: 'Predictions, the best first' }).getByText('Retroactive'),
	).toHaveCount(42);
});
