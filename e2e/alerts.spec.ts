import { createHmac } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { startReceiver, type WebhookReceiver } from '../tests/webhook-receiver.ts';
import { expectCleanAndNarrow } from './clean.ts';
import { logIn, test } from './replay.ts';
import { type SeededConsole, startSeededConsole } from './seeded-console.ts';

let seeded: SeededConsole;
let receiver: WebhookReceiver;

const HOSTILE = '<img src=x onerror=alert(1)> تعذر الاتصال';

/** More than a page of those that have closed. */
const PAST = 30;
const PAGE = 20;

test.beforeAll(async () => {
	[seeded, receiver] = await Promise.all([startSeededConsole({ hostile: false }), startReceiver()]);
});

test.afterAll(() => Promise.all([seeded.stop(), receiver.close()]));

/** Two alerts that are open, and many of the past. */
test.beforeEach(() =>
	seeded.inDatabase(async (client) => {
		await client.query('TRUNCATE "Alert", "Webhook" CASCADE');
		await client.query(
			`INSERT INTO "Alert" (id, kind, subject, message, severity, "matchId", "openedAt", "lastSeenAt")
			SELECT alert.id, alert.kind::"AlertKind", 'e2e', alert.message, alert.severity::"AlertSeverity",
				CASE alert.id WHEN 'first' THEN latest.id END, now() - interval '12 hours', now()
			FROM (SELECT id FROM "Match" ORDER BY "kickoffAt" DESC, id LIMIT 1) latest,
				(VALUES ('first', 'queue_growing', $1, 'critical'),
					('second', 'failures_of_one_cause', 'Ten failures have one cause.', 'warning')
				) alert (id, kind, message, severity)`,
			[HOSTILE],
		);
		await client.query(
			`INSERT INTO "Alert" (id, kind, subject, message, severity, "openedAt", "lastSeenAt", "closedAt")
			SELECT 'past' || number, 'queue_stuck', 'past', 'It was stuck, number ' || number, 'info',
				start.at + number * interval '1 minute', start.at + number * interval '1 minute',
				start.at + number * interval '1 minute'
			FROM generate_series(1, $1::int) number, (SELECT now() - interval '1 day' AS at) start`,
			[PAST],
		);
	}),
);

const open = (page: Page) => page.getByRole('list', { name: 'Open alerts' }).getByRole('listitem');
const past = (page: Page) => page.getByRole('list', { name: 'Past alerts' }).getByRole('listitem');
const webhook = (page: Page, name: string) =>
	page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem').filter({ hasText: name });
const alertOf = (page: Page, text: string): Locator => open(page).filter({ hasText: text });

async function addWebhook(page: Page, name: string, url: string): Promise<void> {
	const form = page.getByRole('form', { name: 'Add a webhook' });
	await form.getByLabel('Name').fill(name);
	await form.getByLabel('Address').fill(url);
	await form.getByRole('button', { name: 'Add' }).click();
}

test('a webhook is added, tested with a receiver that checks its signature, and removed', async ({
	page,
}) => {
	await logIn(page, seeded.url);
	await page
		.getByRole('link', { name: /^Alerts/ })
		.first()
		.click();
	await page.getByRole('main').getByRole('link', { name: 'Webhooks' }).click();
	await addWebhook(page, 'chat', receiver.url);
	const added = page.getByRole('status', { name: 'Added' });
	const secret = (await added.locator('code').first().textContent()) ?? '';
	expect(secret.length).toBeGreaterThan(40);

	await webhook(page, 'chat').getByRole('button', { name: 'Test' }).click();
	await expect(webhook(page, 'chat')).toContainText('The test message was delivered.');
	const [message] = receiver.received.splice(0);
	expect(message?.headers['x-touchline-event']).toBe('test');
	expect(JSON.parse(message?.body ?? '').text).toContain('chat');
	const signed = `${message?.headers['x-touchline-timestamp']}.${message?.body}`;
	expect(message?.headers['x-touchline-signature']).toBe(
		`sha256=${createHmac('sha256', secret).update(signed).digest('hex')}`,
	);
	await expect(page.getByRole('list', { name: 'Deliveries' })).toContainText('Delivered');

	// It is told until it is read, whatever else changes.
	await webhook(page, 'chat').getByRole('button', { name: 'Turn off' }).click();
	await expect(webhook(page, 'chat').getByText('Off', { exact: true })).toBeVisible();
	await expect(webhook(page, 'chat').getByRole('button', { name: 'Test' })).toBeDisabled();
	await expect(webhook(page, 'chat')).toContainText('The test message was delivered.');
	await expect(added).toContainText(secret);
	await webhook(page, 'chat').getByRole('button', { name: 'Put away' }).click();
	await expect(webhook(page, 'chat')).not.toContainText('The test message was delivered.');
	await added.getByRole('button', { name: 'Done' }).click();
	await page.reload();
	await expect(webhook(page, 'chat')).toBeVisible();
	await expect(page.getByText(secret)).toHaveCount(0);

	await webhook(page, 'chat').getByText('Remove…').click();
	await webhook(page, 'chat').getByRole('button', { name: 'Remove chat' }).click();
	await expect(page.getByText('sent nowhere')).toBeVisible();
	expect(receiver.received).toEqual([]);
});

test('what is wrong with a webhook is said beside its form, and a refused message beside its test', async ({
	browser,
}) => {
	const page = await browser.newPage();
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/settings`);
	const form = page.getByRole('form', { name: 'Add a webhook' });
	await addWebhook(page, 'bad', 'ftp://files.example/');
	await expect(page.getByRole('alert').filter({ hasText: 'http or https' })).toBeVisible();
	await expect(form.getByLabel('Name')).toHaveValue('bad');
	await addWebhook(page, 'refusing', receiver.url);
	await expect(webhook(page, 'refusing')).toBeVisible();
	await addWebhook(page, 'refusing', receiver.url);
	await expect(
		page.getByRole('alert').filter({ hasText: 'There is a webhook "refusing" already' }),
	).toBeVisible();

	await addWebhook(page, 'hanging', receiver.url);
	receiver.answers.push('hang');
	await webhook(page, 'hanging').getByRole('button', { name: 'Test' }).click();
	// It holds nothing up.
	await expect(webhook(page, 'hanging').getByRole('button', { name: 'Testing …' })).toBeVisible();
	await expect(() => expect(receiver.received).toHaveLength(1)).toPass();
	receiver.answers.push({ status: 410, body: 'gone <b>away</b>' });
	await webhook(page, 'refusing').getByRole('button', { name: 'Test' }).click();
	await expect(webhook(page, 'refusing')).toContainText(
		/Not delivered: .* refused it with status 410: gone <b>away/,
	);
	await expect(webhook(page, 'hanging')).toContainText(/Not delivered: .* did not answer within 10 s/, {
		timeout: 30_000,
	});
	await expect(page.getByRole('list', { name: 'Deliveries' }).getByText('Given up')).toHaveCount(2);
	receiver.received.length = 0;
	await page.close();
});

test('an alert is acknowledged where it is seen, and is quiet from then on', async ({ page }) => {
	await logIn(page, seeded.url);
	const banner = page.getByRole('region', { name: 'Alerts' });
	await expect(banner).toContainText(HOSTILE);
	await expect(page.getByRole('link', { name: 'Alerts 2 not acknowledged' })).toBeVisible();
	await banner.getByRole('button', { name: /^Acknowledge: Failures of one cause/ }).click();
	await expect(banner).toContainText('Acknowledged by admin');
	await expect(page).toHaveURL(`${seeded.url}/`);
	await expect(page.getByRole('link', { name: 'Alerts 1 not acknowledged' })).toBeVisible();

	await banner.getByRole('link', { name: 'All alerts' }).click();
	await expect(open(page)).toHaveCount(2);
	await expect(open(page).first()).toContainText('Critical');
	await alertOf(page, HOSTILE).getByRole('link', { name: 'To the match' }).click();
	const ofMatch = page.getByRole('region', { name: 'Alerts' });
	await ofMatch.getByRole('button', { name: /^Acknowledge: / }).click();
	await expect(ofMatch).toContainText('Acknowledged by admin');
	await expect(page).toHaveURL(/\/matches\//);
	await expect(page.getByRole('link', { name: 'Alerts', exact: true })).toBeVisible();
});

test('alerts are read, acknowledged and looked back at without JavaScript', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/alerts`);
	await expect(page.getByText('2 open alerts, none acknowledged.')).toBeVisible();
	await alertOf(page, HOSTILE)
		.getByRole('button', { name: /^Acknowledge/ })
		.click();
	await expect(alertOf(page, HOSTILE)).toContainText('Acknowledged by admin');
	await expect(page.getByRole('button', { name: /^Acknowledge/ })).toHaveCount(1);

	await expect(past(page)).toHaveCount(PAGE);
	await page.getByRole('link', { name: 'Next page' }).click();
	await expect(past(page)).toHaveCount(PAST - PAGE);
	await page.getByRole('link', { name: 'First page' }).click();
	await expect(past(page).first()).toContainText(`number ${PAST}`);

	await page.getByRole('main').getByRole('link', { name: 'Webhooks' }).click();
	await addWebhook(page, 'chat', receiver.url);
	await expect(page.getByRole('status', { name: 'Added' }).locator('code').first()).toBeVisible();
	await webhook(page, 'chat').getByRole('button', { name: 'Test' }).click();
	await expect(webhook(page, 'chat')).toContainText('The test message was delivered.');
	expect(receiver.received.splice(0)).toHaveLength(1);
	await addWebhook(page, 'chat', receiver.url);
	await expect(page.getByRole('alert').filter({ hasText: 'already' })).toBeVisible();
	await expect(page.getByLabel('Address')).toHaveValue(receiver.url);
	await webhook(page, 'chat').getByText('Remove…').click();
	await webhook(page, 'chat').getByRole('button', { name: 'Remove chat' }).click();
	await expect(page.getByText('sent nowhere')).toBeVisible();
	await context.close();
});

test('an alert that has closed meanwhile is told of, and does not keep the others from being acknowledged', async ({
	browser,
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const [page, later] = [await context.newPage(), await context.newPage()];
	await logIn(page, seeded.url);
	for (const tab of [page, later]) await tab.goto(`${seeded.url}/alerts`);
	await seeded.inDatabase((client) =>
		client.query(`UPDATE "Alert" SET "closedAt" = "lastSeenAt" WHERE id = 'second'`),
	);
	await alertOf(page, 'Ten failures')
		.getByRole('button', { name: /^Acknowledge/ })
		.click();
	await expect(page.getByRole('alert').filter({ hasText: 'there is nothing to acknowledge' })).toBeVisible();
	await later.getByRole('button', { name: 'Acknowledge all 2' }).click();
	await expect(later.getByText('1 open alert, all acknowledged.')).toBeVisible();
	await context.close();
});

test('the history tells of days without a match as such', async ({ page }) => {
	await logIn(page, seeded.url);
	await page
		.getByRole('navigation', { name: 'Pages' })
		.getByRole('link', { name: 'History', exact: true })
		.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('History');
	await expect(page.getByRole('region', { name: 'Coverage and outages' }).getByRole('figure')).toBeVisible();
	const models = page.getByRole('region', { name: 'Models, last 7 days' });
	await expect(models.getByRole('link', { name: 'Model by model' })).toHaveAttribute('href', '/models');
	await page.getByRole('link', { name: '7 days', exact: true }).click();
	await expect(page).toHaveURL(/days=7/);
	await expect(page.getByText('How the last 7 days went')).toBeVisible();
});

test('the page is clean with a webhook that was tested, and fits a phone', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await logIn(page, seeded.url);
	await page.goto(`${seeded.url}/settings`);
	await addWebhook(page, 'chat', `${receiver.url}/${'long/'.repeat(20)}`);
	await webhook(page, 'chat').getByRole('button', { name: 'Test' }).click();
	await expect(webhook(page, 'chat')).toContainText('The test message was delivered.');
	await webhook(page, 'chat').getByText('Remove…').click();
	await expectCleanAndNarrow(page);
});
