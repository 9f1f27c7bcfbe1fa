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
	const failures = page.getByRole('region', { name: 'Settlement failures' });
	await expect(failures.getByText('No predictions').first()).toBeVisible({ timeout: 90_000 });
	await expect(failures.getByText(/^Cause: .+ refused the calls with status 404\.$/).first()).toBeVisible();

	const match = (await failures.getByRole('listitem').getByRole('link').first().textContent()) ?? '';
	await replay.setFaults(null);
	await failures.getByRole('button', { name: `Retry: ${match}, Settlement` }).click();
	const result = page.getByRole('status', { name: 'Retry' });
	await expect(result).toContainText('Retry queued');
	await expect(result).toContainText(match);

	await expect(failures.getByRole('link', { name: match })).toHaveCount(0, { timeout: 60_000 });
	await result.getByRole('link', { name: match }).click();
	await expect(page.getByText('settled, nothing left to do')).toBeVisible({ timeout: 60_000 });
	await expect(
		page.getByRole('table', { name: 'Predictions, the best first' }).getByText('Retroactive'),
	).toHaveCount(42);
});
