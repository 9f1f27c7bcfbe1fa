import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import type { Client } from 'pg';
import { logIn, test } from './replay.ts';
import { type SeededConsole, startSeededConsole } from './seeded-console.ts';

let seeded: SeededConsole;

test.beforeAll(async () => {
	seeded = await startSeededConsole({ hostile: false });
});

test.afterAll(() => seeded.stop());

/** Bytes of gzip. */
const MOST_SCRIPT = 170_000;

test('the overview ships little JavaScript, and its picture without any', async ({ page, browser }) => {
	const scripts: Promise<number>[] = [];
	page.on('response', (response) => {
		if (response.request().resourceType() !== 'script') return;
		scripts.push(response.body().then((body) => gzipSync(body).length));
	});
	await logIn(page, seeded.url);
	await expect(page.getByRole('status').getByText('Live', { exact: true })).toBeVisible();
	const sizes = await Promise.all(scripts);
	expect(sizes.length).toBeGreaterThan(3);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_SCRIPT);

	const context = await browser.newContext({ javaScriptEnabled: false });
	const plain = await context.newPage();
	await logIn(plain, seeded.url);
	const coverage = plain.getByRole('region', { name: 'Coverage, last 24 h' });
	await expect(coverage.locator('svg path').first()).toHaveAttribute('d', /^M/);
	// What the palette does is done by the page of matches.
	await plain.getByRole('link', { name: 'Go to …' }).click();
	await expect(plain).toHaveURL(/\/matches$/);
	await context.close();
});

test('the palette finds a match, a page and an action by keyboard alone', async ({ page }) => {
	await logIn(page, seeded.url);
	const { rows } = await seeded.inDatabase((client) =>
		client.query<{ id: string; home: string }>(
			`SELECT m.id, home.name AS home FROM "Match" m JOIN "Team" home ON home.id = m."homeTeamId"
			WHERE m.status = 'scheduled' ORDER BY m."kickoffAt", m.id LIMIT 1`,
		),
	);
	const [next] = rows;
	await expect(page.getByRole('status').getByText('Live', { exact: true })).toBeVisible();
	await page.keyboard.press('/');
	const palette = page.getByRole('dialog', { name: 'Go to a match, a page or an action' });
	await expect(palette.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.type(next?.home.toLowerCase() ?? '');
	await expect(palette.getByRole('option').first()).toContainText(next?.home ?? '');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/matches\/./);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(next?.home ?? '');
	await expect(palette).toBeHidden();

	await page.keyboard.press('Control+k');
	await page.keyboard.type('retry');
	await expect(palette.getByRole('option')).toHaveText([/^Retry \d+ failures …$/]);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/failures/);

	await page.keyboard.press('Control+k');
	await page.keyboard.type('nobody is called so');
	await expect(palette).toContainText('No match, page or action has that name.');
	await page.keyboard.press('Escape');
	await expect(palette).toBeHidden();
	await expect(page).toHaveURL(/\/failures/);
});

test('a match at risk is mended where it is seen, and what was done is told until it is put away', async ({
	page,
}) => {
	await logIn(page, seeded.url);
	const risks = page.getByRole('region', { name: 'At risk' });
	const match = await seeded.inDatabase((client) => loseWork(client));
	const risk = risks.getByRole('listitem').filter({ hasText: match.home });
	await expect(risk).toContainText('not queued', { ignoreCase: true });
	await risk.getByRole('button', { name: 'Run now' }).click();
	const result = page.getByRole('status', { name: 'Run' });
	await expect(result).toContainText(match.home);
	await expect(result).toContainText('queued 1 job');
	await expect(risk.getByRole('button', { name: 'Run now' })).toBeHidden();
	await expect(result).toBeVisible();
	await result.getByRole('button', { name: 'Put away' }).click();
	await expect(result).toBeHidden();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('48 h');
});

test('nothing moves while a pointer aims at it, and the news is there as soon as it has gone', async ({
	page,
}) => {
	await logIn(page, seeded.url);
	const watching = await page.context().newPage();
	await watching.goto(seeded.url);
	const live = (tab: Page) => tab.getByRole('status').getByText('Live', { exact: true });
	for (const tab of [page, watching]) await expect(live(tab)).toBeVisible();
	const alerts = (tab: Page) => tab.getByRole('region', { name: 'Alerts' });
	const link = page.getByRole('link', { name: 'All matches' });
	await link.hover();
	const place = await link.boundingBox();
	const news = 'Nobody knows the fixtures of Serie A.';
	await seeded.inDatabase((client) =>
		client.query(
			`INSERT INTO "Alert" (id, kind, subject, message, severity, "openedAt", "lastSeenAt")
			VALUES ('aimed-at', 'source_unavailable', 'it.1', $1, 'critical', now(), now())`,
			[news],
		),
	);
	let nudge = 0;
	await expect(async () => {
		nudge = 1 - nudge;
		await link.hover({ position: { x: 5 + nudge, y: 5 } });
		await expect(alerts(watching)).toContainText(news, { timeout: 300 });
	}).toPass();
	expect(await link.boundingBox()).toEqual(place);
	await expect(alerts(page)).not.toContainText(news);
	await page.mouse.move(1, 1);
	await expect(alerts(page)).toContainText(news);
	expect(await link.boundingBox()).not.toEqual(place);
});

/** Takes the analysis away from the next match that waits for its predictions: it is done, and its job is gone. */
async function loseWork(client: Client): Promise<{ home: string }> {
	const { rows } = await client.query<{ home: string }>(
		`WITH next AS (
			SELECT m.id, home.name AS home FROM "Match" m JOIN "Team" home ON home.id = m."homeTeamId"
			WHERE m.status = 'scheduled' AND m."kickoffAt" BETWEEN now() + interval '40 min' AND now() + interval '5 h'
			AND EXISTS (SELECT FROM "MatchAnalysis" a WHERE a."matchId" = m.id AND a."unavailableReason" IS NULL)
			ORDER BY m."kickoffAt", m.id LIMIT 1
		), gone AS (DELETE FROM "MatchAnalysis" a USING next WHERE a."matchId" = next.id RETURNING next.home)
		SELECT home FROM gone`,
	);
	const [match] = rows;
	if (!match) throw new Error('No match that is coming up has its analysis.');
	return match;
}
