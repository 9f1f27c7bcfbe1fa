import { expect, type Locator, type Page } from '@playwright/test';
import { expectClean } from './clean.ts';
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
	await expect(healthMap(page).getByRole('row')).toHaveCount(1 + 42);
	const quarter = healthMap(page).getByRole('cell').first();
	await expect(quarter).toHaveText(/calls? answered|no call|rate-limited/);
	expect(await showsItsText(quarter)).toBe(false);
	await page.getByLabel('Show the numbers').check();
	expect(await showsItsText(quarter)).toBe(true);
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

test('the quarters of each model are read out as one points at them, and goes to them by keyboard', async ({
	page,
}) => {
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/models`);
	const told = page.getByText(/^Point at a quarter/);
	await expect(told).toBeVisible();
	const numbers = page.getByLabel('Show the numbers');
	await numbers.check();
	await expectClean(page);
	await numbers.uncheck();
	const [first, second] = [healthMap(page).getByRole('row').nth(1), healthMap(page).getByRole('row').nth(2)];
	await second.getByRole('cell').nth(3).hover();
	await expect(page.getByText(await describes(second, 3))).toBeVisible();
	await page.mouse.move(0, 0);
	await expect(told).toBeVisible();

	await first.getByRole('link').focus();
	await page.keyboard.press('ArrowRight');
	await expect(first.getByRole('cell').first()).toBeFocused();
	await expect(page.getByText(await describes(first, 0))).toBeVisible();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowRight');
	await expect(second.getByRole('cell').nth(1)).toBeFocused();
	await expect(page.getByText(await describes(second, 1))).toBeVisible();
	await page.keyboard.press('ArrowLeft');
	await page.keyboard.press('ArrowLeft');
	await expect(second.getByRole('link')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('table', { name: /^Calls that were answered, by day/ })).toBeVisible();
});

test('a model leads to its own failures', async ({ page }) => {
	await logIn(page, seeded.url);
	const { id, name, failures } = await mostFailed();
	await page.goto(`${seeded.url}/models/${id}`);
	await page.getByRole('link', { name: 'All of this model' }).click();
	const list = page.getByRole('region', { name: 'Open failures' });
	await expect(list).toContainText(`${failures} match the filter`);
	await expect(list).toContainText(`Only those of the model “${id}”.`);
	await expect(list).toContainText(name);
});

function healthMap(page: Page): Locator {
	return page.getByRole('table', { name: /^Calls that were answered, by model/ });
}

/** What is told of a quarter of a model: its name, the time, and what stands in the cell. */
async function describes(row: Locator, quarter: number): Promise<RegExp> {
	const name = await row.getByRole('link').textContent();
	const text = await row.getByRole('cell').nth(quarter).textContent();
	const escaped = [name, text].map((part) => (part ?? '').replace(/[()[\].%+?]/g, '\\$&'));
	return new RegExp(`^${escaped[0]}, from .* UTC: ${escaped[1]}$`);
}

/** Whether the text of a cell lies in it, and not beside it. */
function showsItsText(cell: Locator): Promise<boolean> {
	return cell.evaluate((element) => {
		const range = document.createRange();
		range.selectNodeContents(element);
		const [text, box] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
		return text.left >= box.left && text.right <= box.right;
	});
}

/** The model with the most open failures. */
async function mostFailed(): Promise<{ id: string; name: string; failures: number }> {
	const { rows } = await seeded.inDatabase((client) =>
		client.query<{ id: string; name: string; failures: number }>(
			`SELECT model.id, model."displayName" AS name, count(*)::int AS failures
			FROM "JobFailure" f JOIN "Model" model ON model.id = f."modelId" WHERE f."resolvedAt" IS NULL
			GROUP BY model.id ORDER BY failures DESC, model.id LIMIT 1`,
		),
	);
	const [model] = rows;
	if (!model) throw new Error('No call of a model has failed.');
	return model;
}
