import { expect, type Page } from '@playwright/test';
import { expectCleanAndNarrow } from './clean.ts';
import { logIn, test } from './replay.ts';
import { type SeededConsole, startSeededConsole } from './seeded-console.ts';

let seeded: SeededConsole;

/** More than a page, and more than are retried without a word about it. */
const FAILURES = 60;
const HOSTILE = '<img src=x onerror=alert(1)> تعذر الاتصال';

test.beforeAll(async () => {
	// The scheduling worker makes the analyses that are retried.
	seeded = await startSeededConsole({ matches: 140, hostile: false, workers: ['scheduling'] });
});

test.beforeEach(() =>
	seeded.inDatabase(async (client) => {
		await client.query('TRUNCATE "JobFailure", "FailureAction" CASCADE');
		await client.query(
			`INSERT INTO "JobFailure" (id, stage, "matchId", category, message, fingerprint, attempts, regressions,
				"firstSeenAt", "lastSeenAt")
			SELECT 'failure' || row_number() OVER past, 'analysis', id, 'stalled',
				CASE row_number() OVER past WHEN 1 THEN $2 ELSE 'the worker died' END,
				CASE row_number() OVER past WHEN 1 THEN 'hostile' ELSE 'the worker died' END,
				3, CASE row_number() OVER past WHEN 2 THEN 1 ELSE 0 END, latest.at, latest.at
			FROM "Match", (SELECT now() - interval '12 hours' AS at) latest
			WHERE status = 'finished' AND "kickoffAt" < latest.at
			WINDOW past AS (ORDER BY "kickoffAt" DESC, id)
			LIMIT $1`,
			[FAILURES, HOSTILE],
		);
	}),
);

test.afterAll(() => seeded.stop());

const rows = (page: Page) =>
	page.getByRole('region', { name: 'Open failures' }).getByRole('checkbox', { name: /^Select / });

test('failures are read page by page, looked for and cleared without JavaScript', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await logIn(page, seeded.url);
	await page.getByRole('link', { name: 'Failures', exact: true }).click();
	await expect(page.getByRole('article')).toHaveCount(2);
	await expect(rows(page)).toHaveCount(50);
	await page.getByRole('link', { name: 'Next page' }).click();
	await expect(rows(page)).toHaveCount(FAILURES - 50);
	await page.getByRole('link', { name: 'First page' }).click();
	await expect(rows(page)).toHaveCount(50);

	await page.getByLabel('Search').fill('تعذر');
	await page.getByRole('button', { name: 'Filter' }).click();
	await expect(rows(page)).toHaveCount(1);
	await expect(page.getByText(HOSTILE)).toBeVisible();
	await expect(page).toHaveURL(/search=/);

	await page.getByRole('button', { name: 'Retry selected' }).click();
	await expect(page.getByRole('alert')).toContainText('Nothing is selected');
	await rows(page).check();
	await page.getByText('Clear selected…').click();
	await page.getByLabel('Why?').first().fill('Known fault');
	await page.getByRole('button', { name: 'Clear selected' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Clearing of 1 failure');
	await expect(page.getByText('It was cleared.')).toBeVisible();
	await expect(page.getByText('Known fault')).toBeVisible();

	await page.goto(`${seeded.url}/failures?status=resolved`);
	await expect(page.getByText(/Cleared, .*: Known fault/)).toBeVisible();
	await context.close();
});

test('a selection and all that match the filter are cleared with their count', async ({ page }) => {
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/failures?regressed=on`);
	await expect(page.getByText('Regressed', { exact: true })).toBeVisible();
	await page.getByLabel('All 1 on this page').check();
	await expect(page.getByRole('button', { name: 'Retry 1 selected' })).toBeEnabled();
	await page.getByRole('link', { name: 'All open failures, and why' }).click();

	await expect(page.getByText(/^Retry all \d+ matching…$/)).toBeVisible();
	await page.getByText(`Clear all ${FAILURES} matching…`).click();
	const why = page.getByLabel('Why?').filter({ visible: true });
	await page
		.getByRole('button', { name: `Clear ${FAILURES} failures` })
		.filter({ visible: true })
		.click();
	await expect(why).toBeFocused();
	await why.fill('The season is over');
	await page
		.getByRole('button', { name: `Clear ${FAILURES} failures` })
		.filter({ visible: true })
		.click();
	await expect(page.getByRole('status', { name: 'Result' })).toHaveText(`All ${FAILURES} were cleared.`);
	await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', String(FAILURES));
	await expect(page.getByRole('list', { name: 'Results' }).getByRole('listitem')).toHaveCount(50);
	await page.getByRole('link', { name: 'Next page' }).click();
	await expect(page.getByRole('list', { name: 'Results' }).getByRole('listitem')).toHaveCount(FAILURES - 50);

	await page.getByRole('link', { name: 'All failures' }).click();
	await expect(page.getByText('No failure is open')).toBeVisible();
	const actions = page.getByRole('region', { name: 'Retries and clears' });
	await expect(actions.getByRole('link').first()).toHaveText(`Clearing of ${FAILURES} failures`);
});

test('a retry is followed until its work is done', async ({ page }) => {
	await seeded.inDatabase((client) =>
		client.query(
			`DELETE FROM "MatchAnalysis" WHERE "matchId" = (SELECT "matchId" FROM "JobFailure" WHERE id = 'failure1')`,
		),
	);
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/failures?search=${encodeURIComponent(HOSTILE)}`);
	await rows(page).check();
	await page.getByRole('button', { name: 'Retry 1 selected' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Retry of 1 failure');
	await expect(page.getByRole('status', { name: 'Result' })).toHaveText('It was done.', { timeout: 60_000 });
	await expect(page.getByRole('list', { name: 'Results' })).toContainText('Done');
});

test('nothing moves when the page comes alive', async ({ browser }) => {
	const places: object[] = [];
	for (const javaScriptEnabled of [false, true]) {
		const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 740 } });
		const page = await context.newPage();
		await logIn(page, seeded.url);
		await page.goto(`${seeded.url}/failures`);
		if (javaScriptEnabled) await expect(page.getByLabel('All 50 on this page')).toBeVisible();
		places.push(
			await Promise.all([
				page.getByText('Clear selected…').boundingBox(),
				page.getByRole('button', { name: 'Retry all 59' }).boundingBox(),
				rows(page).last().boundingBox(),
			]),
		);
		await context.close();
	}
	expect(places[1]).toEqual(places[0]);
});

test('the pages are clean for assistive technology and fit a phone', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/failures`);
	await page.getByText('Clear selected…').click();
	await expectCleanAndNarrow(page);
	await page.getByLabel('All 50 on this page').check();
	await page.getByLabel('Why?').filter({ visible: true }).fill('Known fault');
	await page.getByRole('button', { name: 'Clear 50 selected' }).click();
	await expect(page.getByRole('progressbar')).toBeVisible({ timeout: 30_000 });
	await expectCleanAndNarrow(page);
	await page.goto(`${seeded.url}/failures?status=resolved`);
	await expectCleanAndNarrow(page);
});
