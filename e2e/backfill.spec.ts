import { expect, type Page } from '@playwright/test';
import { readEnv } from '../server/env.ts';
import { expectCleanAndNarrow } from './clean.ts';
import { logIn, type RunningReplay, startReplay, test, workerPid } from './replay.ts';

const MATCHES = 10;
const MODELS = 42;

let replay: RunningReplay;

test.beforeAll(async () => {
	replay = await startReplay();
	// Slow enough to be watched.
	await replay.setFaults([{ kind: 'latency', latencyMs: 1_000 }]);
});

test.afterAll(() => replay.stop());

/** A matchday that was over before the replay's day began: nobody asks for it by himself. */
async function preview(page: Page): Promise<void> {
	await page.goto(`${replay.url}/backfill`);
	await page.getByLabel('Between two dates').check();
	await page.getByLabel('From (UTC)').fill('2025-10-04');
	await page.getByLabel('To (UTC), included').fill('2025-10-04');
	await page.getByLabel('Matches at once').fill('2');
	await page.getByRole('button', { name: 'Preview' }).click();
}

const progress = (page: Page) => page.getByRole('progressbar');

/** The outcome that the bar tells of, such as 'done'. */
const told = (words: string) => new RegExp(`\\b[1-9]\\d* ${words}`);

test('a matchday is previewed, filled with a worker killed on the way, and done', async ({ page }) => {
	await logIn(page, replay.url);
	await preview(page);
	await expect(
		page.getByRole('button', { name: `Start: ${MATCHES} matches, ${MATCHES * MODELS} calls` }),
	).toBeVisible();
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('from 2025-10-04 00:00');
	const asked = replay.models.calls().total;
	await page.getByRole('button', { name: /^Start: / }).click();

	await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Backfill of ${MATCHES} matches`);
	await expect(progress(page)).toHaveAttribute('aria-valuetext', told('under way'));
	// As a crash would: its jobs stay where they were. The supervisor starts another one.
	process.kill(await workerPid(replay, 'prediction'), 'SIGKILL');
	await expect(progress(page)).toHaveAttribute('aria-valuetext', told('done'), { timeout: 60_000 });

	await page.getByRole('button', { name: 'Pause' }).click();
	await expect(page.getByText('Paused', { exact: true })).toBeVisible();
	await expect(progress(page)).not.toHaveAttribute('aria-valuetext', told('under way'), { timeout: 60_000 });
	await expect(page.getByRole('status', { name: 'Result' })).toBeEmpty();
	await page.getByRole('button', { name: 'Resume' }).click();
	await expect(page.getByRole('status', { name: 'Result' })).toHaveText(
		`All ${MATCHES} matches were done: ${MATCHES * MODELS} predictions.`,
		{ timeout: 90_000 },
	);

	await expectEachOnce();
	// The calls in flight when the worker was killed, of whatever matches, are the only ones that were made again.
	const again = replay.models.calls().total - asked - MATCHES * MODELS - (await madeOtherwise());
	expect(again).toBeLessThanOrEqual(readEnv({}).MODEL_CONCURRENCY);

	await page.getByRole('list', { name: 'Matches' }).getByRole('link').first().click();
	await expect(page.getByText('settled, nothing left to do')).toBeVisible();
	const predictions = page.getByRole('table', { name: 'Predictions, the best first' });
	await expect(predictions.getByText('Retroactive')).toHaveCount(MODELS);

	await preview(page);
	await expect(page.getByText('Nothing to do')).toBeVisible();
	await expect(page.getByRole('button', { name: /^Start: / })).toHaveCount(0);
});

async function expectEachOnce(): Promise<void> {
	const { rows } = await replay.inDatabase((client) =>
		client.query(
			`SELECT count(*)::int AS predictions, count(DISTINCT (p."matchId", p."modelId"))::int AS distinct,
				count(p.points)::int AS scored, count(*) FILTER (WHERE p.retroactive)::int AS retroactive,
				-- While the dead worker's calls are taken over, hours pass on the replay's clock: one may be settled twice.
				(SELECT count(DISTINCT s."matchId")::int FROM "Settlement" s JOIN "Match" m ON m.id = s."matchId"
					WHERE m."kickoffAt"::date = '2025-10-04') AS settlements
			FROM "Prediction" p JOIN "Match" m ON m.id = p."matchId" WHERE m."kickoffAt"::date = '2025-10-04'`,
		),
	);
	const all = MATCHES * MODELS;
	expect(rows).toEqual([
		{ predictions: all, distinct: all, scored: all, retroactive: all, settlements: MATCHES },
	]);
}

/** Predictions of the replay's own day. */
async function madeOtherwise(): Promise<number> {
	const { rows } = await replay.inDatabase((client) =>
		client.query<{ count: number }>(
			`SELECT count(*)::int AS count FROM "Prediction" p JOIN "Match" m ON m.id = p."matchId"
			WHERE m."kickoffAt"::date <> '2025-10-04'`,
		),
	);
	return rows[0]?.count ?? 0;
}

test('what cannot be filled is refused by name, beside the form', async ({ browser }) => {
	const page = await browser.newPage();
	await logIn(page, replay.url);
	for (const [query, status, problem] of [
		['days=0', 400, /days must be from 1 to 366/i],
		['days=10000', 400, /days must be from 1 to 366/i],
		['from=2025-10-05&to=2025-10-01', 400, /from must be before to/i],
		['budget=0', 400, /budget must be more than 0 dollars/i],
		['policy=everything', 400, /policy/i],
		['competition=xx.9', 404, /there is no competition "xx.9"/i],
	] as const) {
		await expectAnswer(page, `/backfill?${query}`, status);
		await expect(page.getByRole('alert')).toContainText(problem);
		await expect(page.getByRole('form', { name: 'Backfill' })).toBeVisible();
	}
	await expectAnswer(page, '/backfill/runs/unknown', 404);
	await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
	await page.close();
});

async function expectAnswer(page: Page, path: string, status: number): Promise<void> {
	expect((await page.goto(replay.url + path))?.status()).toBe(status);
}

test('the pages work without JavaScript, fit a phone and are clean for assistive technology', async ({
	browser,
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await logIn(page, replay.url);
	await page.goto(`${replay.url}/backfill?from=2025-09-27&to=2025-09-27&concurrency=1`);
	await page.getByRole('button', { name: /^Start: 10 matches/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Backfill of 10 matches');
	const address = page.url();
	await page.getByText('Cancel…').click();
	await page.getByRole('button', { name: /^Leave \d+ matches alone/ }).click();
	await expect(page).toHaveURL(address);
	await context.close();

	const phone = await browser.newContext({ viewport: { width: 360, height: 740 } });
	const scanned = await phone.newPage();
	await logIn(scanned, replay.url);
	for (const path of [address, `${replay.url}/backfill?from=2025-09-20&to=2025-09-20`]) {
		await scanned.goto(path);
		await expectCleanAndNarrow(scanned);
	}
	await phone.close();
});
