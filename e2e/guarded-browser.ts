import { type Browser, type BrowserContext, test as base, expect, type Response } from '@playwright/test';

/** What says nothing against a page, by how it begins. */
const HARMLESS = [
	// Remix reports it when a click leads away while the page is fetching what has changed.
	'AbortError: signal is aborted without reason',
	// The browser says so of pages that refuse, as they should; `problemOf` tells the others.
	'Failed to load resource: the server responded with a status of',
];

interface Guard {
	/** What pages reported since the test began. What is left when it ends fails it. */
	reported: string[];
}

/**
 * Fails when a page, in whatever context a test opened it, reports an error or a warning (a script, hydration, the
 * Content-Security-Policy), has inline code that only a lax policy would run, or comes without a strict policy.
 */
export const test = base.extend<Guard, { reportedByPages: string[] }>({
	// biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its parameter
	reportedByPages: [({}, use) => use([]), { scope: 'worker' }],
	browser: [
		async ({ browser, reportedByPages }, use) => {
			guard(browser, (text) => reportedByPages.push(text));
			await use(browser);
		},
		{ scope: 'worker' },
	],
	reported: [
		async ({ reportedByPages }, use) => {
			await use(reportedByPages);
			expect(reportedByPages.splice(0)).toEqual([]);
		},
		{ auto: true },
	],
});

/** Every context of a browser is opened by this method: those of tests' own, those of `newPage`, and the fixtures'. */
function guard(browser: Browser, report: (text: string) => void): void {
	const open = browser.newContext.bind(browser);
	browser.newContext = async (options) => {
		const context = await open(options);
		await listen(context, report);
		return context;
	};
}

async function listen(context: BrowserContext, report: (text: string) => void): Promise<void> {
	context.on('console', (message) => {
		if (HARMLESS.some((beginning) => message.text().startsWith(beginning))) return;
		if (['error', 'warning'].includes(message.type())) report(message.text());
	});
	context.on('weberror', (error) => report(error.error().message));
	context.on('response', (response) => {
		const problem = problemOf(response);
		if (problem) report(`${response.url()} ${problem}.`);
	});
	await context.addInitScript(reportInlineCode);
}

/** A page and its data may be refused; the files that it needs may not. */
function problemOf(response: Response): string | undefined {
	const type = response.request().resourceType();
	const status = response.status();
	if (status >= (['document', 'fetch'].includes(type) ? 500 : 400))
		return `was answered with status ${status}`;
	const isPage = type === 'document' && (status < 300 || status >= 400);
	const policy = response.headers()['content-security-policy'] ?? '';
	return isPage && !isStrict(policy) ? 'comes without a policy that forbids inline code' : undefined;
}

function isStrict(policy: string): boolean {
	const scripts = policy.split(';').find((directive) => /^\s*script-src\s/.test(directive)) ?? '';
	return scripts !== '' && !scripts.includes("'unsafe-");
}

/** Runs in the page, before any of its own scripts. */
function reportInlineCode(): void {
	document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
		console.error(`The policy's ${effectiveDirective} forbids ${blockedURI} ${sample}`);
	});
	document.addEventListener('DOMContentLoaded', () => {
		for (const element of document.querySelectorAll<HTMLElement>('*')) {
			const handler = element.getAttributeNames().find((name) => name.startsWith('on'));
			if (handler) console.error(`Inline code: ${handler} of <${element.localName}>`);
			// Blocks of another type are data.
			if (
				element instanceof HTMLScriptElement &&
				/^(|module|text\/javascript)$/.test(element.type) &&
				element.src === '' &&
				element.nonce === ''
			)
				console.error(`Inline code: a script without a nonce: ${element.text.slice(0, 80)}`);
		}
	});
}
