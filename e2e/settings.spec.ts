import { type Browser, expect, type Page } from '@playwright/test';
import { NAVIGATION } from '../app/components/layout/navigation.ts';
import { expectCleanAndNarrow } from './clean.ts';
import { LONG, MARKUP, RIGHT_TO_LEFT } from './hostile-texts.ts';
import { logIn, test } from './replay.ts';
import { type SeededConsole, startSeededConsole } from './seeded-console.ts';

let seeded: SeededConsole;

test.beforeAll(async () => {
	seeded = await startSeededConsole({
		variables: { FOOTBALL_SOURCE: 'openfootball', COMPETITIONS: 'en.1' },
	});
});

test.afterAll(() => seeded.stop());

const inList = (page: Page, list: string, text: string) =>
	page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: text });

async function logInAs(browser: Browser, name: string, password: string): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await page.goto(`${seeded.url}/login`);
	await page.getByLabel('Name').fill(name);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Log in' }).click();
	await expect(page).toHaveURL(`${seeded.url}/`);
	return page;
}

test('a viewer is let in, sees what acts switched off on every page, becomes an operator, and is removed', async ({
	page,
	browser,
}) => {
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/settings`);
	const form = page.getByRole('form', { name: 'Add a person' });
	await form.getByLabel('Name').fill('Vera');
	await form.getByRole('button', { name: 'Add' }).click();
	const told = page.getByRole('status', { name: 'New credential' });
	await expect(told).toContainText('“Vera” gets in now.');
	const password = (await told.locator('code').textContent()) ?? '';
	await expect(form.getByLabel('Name')).toHaveValue('');

	const hers = await logInAs(browser, 'Vera', password);
	for (const { to } of NAVIGATION.flatMap(({ pages }) => pages)) {
		await hers.goto(seeded.url + to);
		await expect(hers.getByText('You may look, not act:')).toBeVisible();
		const acting = hers.locator('main form[method=post] button[type=submit]');
		await expect(acting.and(hers.locator(':enabled'))).toHaveCount(0);
		const reading = hers.locator('main form:not([method=post]) button[type=submit]');
		await expect(reading.and(hers.locator(':disabled'))).toHaveCount(0);
	}
	const add = hers.getByRole('form', { name: 'Add a person' }).getByRole('button', { name: 'Add' });
	await expect(add).toHaveAttribute('title', 'You may look, not act');
	await expect(add).toHaveAccessibleDescription(/what changes something is off/);

	const vera = inList(page, 'People', 'Vera');
	await vera.getByRole('button', { name: 'Make an operator' }).click();
	await expect(vera).toContainText('Operator');
	await hers.reload();
	await expect(hers.getByText('You may look, not act:')).toHaveCount(0);
	await expect(
		hers.getByRole('form', { name: 'Add a person' }).getByRole('button', { name: 'Add' }),
	).toBeEnabled();

	await vera.getByText('API tokens…').click();
	await vera.getByLabel('What it is for').fill('uptime check');
	await vera.getByRole('button', { name: 'Add' }).click();
	await expect(told).toContainText('“Vera” has the API token “uptime check”.');
	const token = (await told.locator('code').textContent()) ?? '';
	const byToken = () =>
		page.request.get(`${seeded.url}/api/admin/audit?person=admin`, {
			headers: { authorization: `Bearer ${token}`, cookie: '' },
		});
	expect((await byToken()).status()).toBe(200);
	await told.getByRole('button', { name: 'Done' }).click();
	await expect(page.getByText(token)).toHaveCount(0);

	await vera.getByText('Remove…').click();
	await vera.getByRole('button', { name: 'Remove Vera' }).click();
	await expect(vera).toHaveCount(0);
	expect((await byToken()).status()).toBe(401);
	await hers.reload();
	await expect(hers.getByRole('button', { name: 'Log in' })).toBeVisible();
	await hers.context().close();
});

test('competitions are followed and let go of, and all of it is read and exported, without JavaScript', async ({
	browser,
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/settings`);
	const form = page.getByRole('form', { name: 'Follow a competition' });
	await form.getByLabel('Code of the source').fill('xx.9');
	await form.getByRole('button', { name: 'Follow' }).click();
	await expect(
		page.getByRole('alert').filter({ hasText: 'The time zone of competition "xx.9"' }),
	).toBeVisible();
	await expect(form.getByLabel('Code of the source')).toHaveValue('xx.9');
	await form.getByLabel('Code of the source').fill('uefa.cl');
	await form.getByRole('button', { name: 'Follow' }).click();
	const added = inList(page, 'Competitions', 'uefa.cl');
	await expect(added).toContainText('Added by admin');
	await expect(added).toContainText('Not read yet');
	await added.getByText('Stop following…').click();
	await added.getByRole('button', { name: 'Stop following uefa.cl' }).click();
	await expect(added).toContainText('Not followed');

	await page.getByRole('link', { name: 'Audit', exact: true }).click();
	await page.getByLabel('About').fill('uefa.cl');
	await page.getByRole('button', { name: 'Filter' }).click();
	const actions = page.getByRole('list', { name: 'Actions' }).locator('> li');
	await expect(actions).toHaveCount(2);
	await expect(actions.first()).toContainText('admin had the fixtures of uefa.cl read no more');
	await actions.first().getByText('As stored').click();
	await expect(actions.first()).toContainText('"coming": 0');
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'CSV' }).click();
	expect((await download).suggestedFilename()).toMatch(/^touchline-audit-\d{4}-\d\d-\d\d\.csv$/);

	for (const [path, status] of [
		['/audit?from=soon', 400],
		['/audit?cursor=broken', 400],
		['/audit?person=Nobody', 404],
	] as const) {
		expect((await page.request.get(seeded.url + path)).status()).toBe(status);
	}
	await context.close();
});

test('the settings and the audit trail are clean and fit a phone, whatever stands in them', async ({
	page,
}) => {
	const names = [MARKUP, RIGHT_TO_LEFT, LONG].map((text) => text.slice(0, 5_000));
	await seeded.inDatabase(async (client) => {
		await client.query(
			`INSERT INTO "OperatorAction" (id, at, action, detail, subjects)
			SELECT gen_random_uuid(), now(), 'webhooks.test', jsonb_build_object('name', name), ARRAY[]::text[]
			FROM unnest($1::text[]) name`,
			[names],
		);
		await client.query(
			`INSERT INTO "Operator" (id, name, "passwordHash", role) SELECT gen_random_uuid(), left(name, 60), 'x', 'viewer'
			FROM unnest($1::text[]) name`,
			[names],
		);
	});
	await page.setViewportSize({ width: 360, height: 740 });
	await logIn(page, seeded.url);
	for (const path of ['/audit', '/settings']) {
		await page.goto(seeded.url + path);
		for (const summary of await page.locator('main summary').all()) await summary.click();
		await expectCleanAndNarrow(page);
	}
});
