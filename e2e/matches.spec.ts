import { expect } from '@playwright/test';
import { expectCleanAndNarrow } from './clean.ts';
import { LONG } from './hostile-texts.ts';
import { logIn, test } from './replay.ts';
import { type SeededConsole, startSeededConsole } from './seeded-console.ts';

let seeded: SeededConsole;

test.beforeAll(async () => {
	seeded = await startSeededConsole();
});

test.afterAll(() => seeded.stop());

/** The last match that was settled, with the longest of its replies. */
async function settledMatch() {
	const { rows } = await seeded.inDatabase((client) =>
		client.query<{ id: string; home: string; model: string; modelName: string }>(
			`SELECT m.id, home.name AS home, p."modelId" AS model, model."displayName" AS "modelName" FROM "Match" m
			JOIN "Team" home ON home.id = m."homeTeamId" JOIN "Prediction" p ON p."matchId" = m.id
			JOIN "Model" model ON model.id = p."modelId"
			WHERE m.status = 'finished' AND p.points IS NOT NULL AND length(home.name) < 60
			ORDER BY length(p.reply) DESC, m."kickoffAt" DESC LIMIT 1`,
		),
	);
	if (!rows[0]) throw new Error('No match was settled.');
	return rows[0];
}

test('a match is found by the beginnings of its words, sorted, opened, and read in full', async ({
	page,
}) => {
	const match = await settledMatch();
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/matches`);
	await page.getByRole('searchbox', { name: 'Search' }).fill(match.home.toUpperCase().slice(0, 5));
	await page.getByRole('combobox', { name: 'Status' }).selectOption('Finished');
	await page.getByRole('button', { name: 'Filter' }).click();
	await expect(page).toHaveURL(/status=finished/);
	await page.getByRole('link', { name: 'Kick-off' }).click();
	await expect(page).toHaveURL(/sort=up/);
	await expect(page.getByRole('columnheader', { name: 'Kick-off' })).toHaveAttribute(
		'aria-sort',
		'ascending',
	);

	await page.setViewportSize({ width: 360, height: 800 });
	await page.goto(`${seeded.url}/matches/${match.id}`);
	await expectCleanAndNarrow(page);
	await page.getByRole('link', { name: match.modelName, exact: true }).first().click();
	await expect(page.getByRole('region', { name: 'Reply' })).toContainText(LONG);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a failure of a match is retried, and its backfill previewed', async ({ page }) => {
		const { rows } = await seeded.inDatabase((client) =>
			client.query<{ id: string; failed: string }>(
				`SELECT m.id, f."matchId" AS failed FROM "Match" m, "JobFailure" f
				WHERE m.status = 'scheduled' AND m."kickoffAt" > now() AND f."resolvedAt" IS NULL AND f.stage = 'settlement'
				ORDER BY m."kickoffAt", f."lastSeenAt" DESC LIMIT 1`,
			),
		);
		await logIn(page, seeded.url);
		await page.goto(`${seeded.url}/matches/${rows[0]?.failed}`);
		await page.getByRole('button', { name: /^Retry \d+ failure/ }).click();
		await expect(page.getByRole('status', { name: 'Retry' })).toContainText(/etry/);
		await page.goto(`${seeded.url}/matches/${rows[0]?.id}`);
		await page.getByRole('link', { name: 'Preview a backfill' }).click();
		await expect(page.getByText(`the match ${rows[0]?.id}`)).toBeVisible();
	});
});
