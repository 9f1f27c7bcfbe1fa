import { expect, type Page } from '@playwright/test';
import { urls } from '../app/urls.ts';
import { consolePages } from '../scripts/browser/console-pages.ts';
import { findSubjects } from '../scripts/browser/subjects.ts';
import { expectClean, expectCleanAndNarrow } from './clean.ts';
import { PASSWORD } from './command.ts';
import { LONG, MARKUP, RIGHT_TO_LEFT } from './hostile-texts.ts';
import { tabTo } from './keyboard.ts';
import { countLayoutShifts, takeLayoutShift } from './layout-shift.ts';
import { logIn, test } from './replay.ts';
import { type SeededConsole, startSeededConsole } from './seeded-console.ts';
import { sessionCookie } from './session.ts';

let seeded: SeededConsole;

test.beforeAll(async () => {
	seeded = await startSeededConsole();
});

test.afterAll(() => seeded.stop());

/** https://web.dev/articles/cls calls 0.1 good. */
const HARDLY = 0.01;

const PHONE = { width: 360, height: 740 };
const SCREEN = { width: 1440, height: 900 };

/** Asks for a page as a program would, with the operator's session. */
async function ask(path: string): Promise<{ status: number; html: string; policy: string }> {
	const headers = { cookie: await sessionCookie(seeded.url) };
	const answer = await fetch(seeded.url + path, { headers, redirect: 'manual' });
	const policy = answer.headers.get('content-security-policy') ?? '';
	return { status: answer.status, html: await answer.text(), policy };
}

test('an address that leads nowhere, or asks for what cannot be, says so, with a way back', async () => {
	for (const [path, status, back] of [
		['/nowhere', 404, urls.overview],
		[urls.match('unknown'), 404, urls.matches],
		[urls.prediction('unknown', 'unknown'), 404, urls.matches],
		[urls.model('unknown'), 404, urls.models],
		[urls.failureAction('unknown'), 404, urls.failures],
		[urls.backfillRun('unknown'), 404, urls.backfill],
		[urls.matchesWith({ status: 'lost' }), 400, urls.matches],
		[urls.matchesWith({ after: 'broken' }), 400, urls.matches],
		['/failures?stage=warmup', 400, urls.failures],
		['/failures?cursor=broken', 400, urls.failures],
		['/backfill?days=0', 400, urls.backfill],
		['/backfill?competition=xx.9', 404, urls.backfill],
		['/queues?span=week', 400, urls.queues],
		['/models?over=year', 400, urls.models],
		['/models?days=8', 400, urls.models],
		['/history?days=8', 400, urls.history],
		['/history?days=0', 400, urls.history],
		['/audit?cursor=broken', 400, urls.audit],
		['/alerts?cursor=broken', 400, urls.alerts],
	] as const) {
		const answer = await ask(path);
		expect.soft(answer.status, path).toBe(status);
		const [main = ''] = /<main.*<\/main>/s.exec(answer.html) ?? [];
		expect.soft(main.includes('role="alert"'), `${path} says why`).toBe(true);
		// What was asked by a form is asked anew by the same form.
		expect.soft(new RegExp(`(href|action)="${back}["#]`).test(main), `${path} leads to ${back}`).toBe(true);
	}
});

test('no page has inline code without the nonce of its policy', async () => {
	for (const path of [urls.login, ...(await pathsOf(seeded))]) {
		const { status, html, policy } = await ask(path);
		// Who has logged in is led away from the form for it.
		if (path !== urls.login) expect(status, path).toBe(200);
		const nonce = /script-src 'self' 'nonce-([^']+)'(;|$)/.exec(policy)?.[1] ?? '';
		expect(nonce.length, path).toBeGreaterThan(10);
		const scripts = html.match(/<script\b[^>]*>/g) ?? [];
		expect(
			scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`) && !/\ssrc=/.test(tag)),
			path,
		).toEqual([]);
		// Values of attributes, which may say anything, are between quotation marks; those of texts are escaped.
		const bare = html.replace(/"[^"]*"/g, '""');
		expect(bare.match(/<[a-z][^<>]*\son[a-z]+=/g), path).toBeNull();
	}
});

test('every page is clean, shows texts from outside as text that fits in, and moves nothing as it loads and refreshes', async ({
	page,
}) => {
	test.slow();
	await countLayoutShifts(page);
	await page.setViewportSize(PHONE);
	await logIn(page, seeded.url);
	const seen = new Set<string>();
	for (const path of await pathsOf(seeded)) {
		await page.goto(seeded.url + path);
		await expect(page.getByRole('status').getByText('Live', { exact: true })).toBeVisible();
		expect.soft(await takeLayoutShift(page), `${path} as it loads`).toBeLessThan(HARDLY);
		expect.soft(await shiftOfRefresh(page), `${path} as it refreshes`).toBeLessThan(HARDLY);
		await expectCleanAndNarrow(page);
		await page.setViewportSize(SCREEN);
		expect.soft(await widthOf(page), `${path} on a screen`).toBeLessThanOrEqual(SCREEN.width);
		await page.setViewportSize(PHONE);

		const made = page.locator('img[src="x"]').or(page.locator('b', { hasText: /^bold$/ }));
		expect.soft(await made.count(), `${path}: elements that markup from outside made`).toBe(0);
		const text = (await page.locator('main').textContent()) ?? '';
		for (const hostile of [MARKUP, RIGHT_TO_LEFT, LONG.slice(0, 40)])
			if (text.includes(hostile)) seen.add(`${path} ${hostile}`);
	}
	// The measure does tell what moves.
	await expect(async () => {
		await page.locator('main').evaluate((main) => main.toggleAttribute('hidden'));
		expect(await takeLayoutShift(page)).toBeGreaterThan(HARDLY);
	}).toPass();
	// They are there to be seen.
	for (const path of [urls.overview, urls.alerts, urls.failures, urls.matches, urls.audit, urls.settings])
		expect
			.soft(
				[...seen].filter((each) => each.startsWith(`${path} `)),
				path,
			)
			.not.toEqual([]);
});

/** How far another score of a live match moves the page; measured again when something else was new, too. */
async function shiftOfRefresh(page: Page): Promise<number> {
	for (;;) {
		const before = await otherNews();
		const refreshed = page.waitForResponse((answer) => answer.url().includes('.data'));
		await seeded.inDatabase((client) =>
			client.query(`UPDATE "Match" SET "homeGoals" = "homeGoals" + 1 WHERE status = 'live'`),
		);
		await (await refreshed).finished();
		const shift = await takeLayoutShift(page);
		if ((await otherNews()) === before) return shift;
	}
}

/** What comes with the time: alerts that open and close, matches that kick off. */
async function otherNews(): Promise<string> {
	const { rows } = await seeded.inDatabase((client) =>
		client.query<{ news: string }>(
			`SELECT concat_ws(',', (SELECT string_agg(id, ',' ORDER BY id) FROM "Alert" WHERE "closedAt" IS NULL),
				(SELECT count(*) FROM "Match" WHERE "kickoffAt" < now())) AS news`,
		),
	);
	return rows[0]?.news ?? '';
}

function widthOf(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth);
}

test('by keyboard alone one logs in, goes to a failure, retries it and sees the result', async ({ page }) => {
	await page.goto(seeded.url);
	await expectClean(page);
	await expect(page.getByLabel('Password')).toBeFocused();
	await page.keyboard.type(PASSWORD);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('48 h');

	await tabTo(page, page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Failures' }));
	await page.keyboard.press('Enter');
	const failures = page.getByRole('region', { name: 'Open failures' });
	const choice = failures.getByRole('checkbox', { name: /^Select / }).first();
	await tabTo(page, choice);
	await page.keyboard.press('Space');
	await expect(choice).toBeChecked();
	await page.keyboard.press('Shift+Tab');
	await tabTo(page, page.getByRole('button', { name: 'Retry 1 selected' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Retry of 1 failure');
	await expect(page.getByRole('list', { name: 'Results' }).getByRole('listitem')).toHaveCount(1);
});

async function pathsOf({ db }: SeededConsole): Promise<string[]> {
	return consolePages(await findSubjects(db)).map(({ path }) => path);
}
