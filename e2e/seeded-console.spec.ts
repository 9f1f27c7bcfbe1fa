import { expect } from '@playwright/test';
import { expectCleanAndNarrow } from './clean.ts';
import { LONG, MARKUP, RIGHT_TO_LEFT } from './hostile-texts.ts';
import { logIn, test } from './replay.ts';
import { type SeededConsole, startSeededConsole } from './seeded-console.ts';

let seeded: SeededConsole;

test.beforeAll(async () => {
	seeded = await startSeededConsole();
});

test.afterAll(() => seeded.stop());

test('the overview and a match tell hostile texts as texts, on a phone too', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 800 });
	await logIn(page, seeded.url);
	await expect(page.getByText(MARKUP).first()).toBeVisible();
	await expectCleanAndNarrow(page, 'light');

	const ids = await seeded.inDatabase((client) =>
		client.query<{ id: string }>(
			`SELECT m.id FROM "Match" m JOIN "Team" home ON home.id = m."homeTeamId" WHERE home.name = ANY($1)
			AND EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id AND p.reply = $2) ORDER BY m.id LIMIT 1`,
			[[MARKUP, RIGHT_TO_LEFT, LONG], LONG],
		),
	);
	await page.goto(`${seeded.url}/matches/${ids.rows[0]?.id}`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expectCleanAndNarrow(page, 'light');
});
