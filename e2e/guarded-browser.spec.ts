import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { test } from './guarded-browser.ts';

const STRICT = "script-src 'self' 'nonce-known'";

/** What is wrong with a page, and what the guard says of it. */
const WRONGS: [html: string, policy: string, said: RegExp][] = [
	['<script nonce="known">console.error("an error")</script>', STRICT, /^an error$/],
	['<script nonce="known">console.warn("a warning")</script>', STRICT, /^a warning$/],
	['<script nonce="known">throw new Error("thrown")</script>', STRICT, /^thrown$/],
	['<script nonce="known">reportError(new Error("hydration"))</script>', STRICT, /^hydration$/],
	['<script nonce="known">Promise.reject(new Error("left"))</script>', STRICT, /^left$/],
	['<script>document.title = "ran"</script>', STRICT, /script-src-elem forbids inline/],
	['<script>document.title = "ran"</script>', '', /a script without a nonce: document\.title/],
	['<p onclick="close()">A click</p>', STRICT, /onclick of <p>/],
	['<script src="/missing.js"></script>', STRICT, /missing\.js was answered with status 404/],
	['<p>Nothing</p>', '', /comes without a policy/],
	['<p>Nothing</p>', "script-src 'self' 'unsafe-inline'", /comes without a policy/],
];

const RIGHT = '<p>Nothing</p><script type="application/json">{}</script>';

let server: Server;
let url: string;

test.beforeAll(async () => {
	server = createServer((req, res) => {
		if (req.url === '/missing.js') return res.writeHead(404).end();
		const [html = '', policy = ''] = WRONGS[Number(req.url?.slice(1))] ?? [RIGHT, STRICT];
		const headers = { 'content-type': 'text/html', ...(policy && { 'content-security-policy': policy }) };
		// Without one, the browser would ask for an icon that nobody has.
		res
			.writeHead(200, headers)
			.end(`<!doctype html><link rel="icon" href="data:,"><title>Page</title>${html}`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => new Promise((resolve) => server.close(resolve)));

test('whatever is wrong with a page is reported, in whatever way the page was opened', async ({
	page,
	context,
	browser,
	reported,
}) => {
	const own = await browser.newContext();
	const pages: Page[] = [page, await context.newPage(), await browser.newPage(), await own.newPage()];
	for (const [index, [, , said]] of WRONGS.entries()) {
		const opened = pages[index % pages.length] as Page;
		await opened.goto(`${url}/${index}`);
		await expect(() => expect(reported).toContainEqual(expect.stringMatching(said))).toPass();
		reported.length = 0;
	}
	for (const opened of pages) {
		await opened.goto(`${url}/none`);
		await expect(opened.getByText('Nothing')).toBeVisible();
		expect(reported).toEqual([]);
	}
	await pages[2]?.close();
	await own.close();
});

test('a test whose page reported something fails', async ({ browser }) => {
	test.fail();
	const page = await browser.newPage();
	await page.goto(`${url}/0`);
	await page.close();
});
