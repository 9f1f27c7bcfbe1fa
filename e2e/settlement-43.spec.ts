import { expect } from '@playwright/test';
import { type RunningCommand, startCommand } from './command.ts';
import { logIn, test } from './replay.ts';

let scenario: RunningCommand;

test.beforeAll(async () => {
	scenario = await startCommand('scripts/scenario.ts', ['settlement-43'], { DATABASE_URL: '' });
});

test.afterAll(() => scenario?.stop());

test('43 failed settlements: one cause, one click, none left', async ({ page }) => {
	await logIn(page, scenario.url);
	await page.goto(`${scenario.url}/failures`);
	await expect(page.getByText('43 open failures (settlement 43).')).toBeVisible();
	const group = page.getByRole('article');
	await expect(group).toHaveCount(1);
	await expect(group.getByRole('heading')).toContainText(/^The prediction worker was down from \d/);
	await expect(group).toContainText('43 matches, 43 failures');
	await expect(group.getByText(/^The queues lost their jobs after \d/)).toBeVisible();

	await group.getByRole('button', { name: 'Recover all 43' }).click();
	await expect(page.getByRole('heading', { name: 'Retry of 43 failures' })).toBeVisible();
	const progress = page.getByRole('progressbar');
	await expect(progress).toHaveAttribute('aria-valuetext', /under way/);
	await expect(page.getByRole('status', { name: 'Result' })).toContainText('All 43 were settled.', {
		timeout: 90_000,
	});

	await page.getByRole('list', { name: 'Results' }).getByRole('link').first().click();
	await expect(page.getByText('settled, nothing left to do')).toBeVisible();
	await expect(
		page.getByRole('table', { name: 'Predictions, the best first' }).getByText('Retroactive'),
	).toHaveCount(42);

	await page.goto(`${scenario.url}/failures`);
	await expect(page.getByText('No failure is open')).toBeVisible();
	await expect(page.getByRole('article')).toHaveCount(0);
});
