import { type Browser, type BrowserContext, test as base, expect } from '@playwright/test';

/** Remix reports it when a click leads away while the page is fetching what has changed. */
const INTERRUPTED = 'AbortError: signal is aborted without reason';

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
		if (message.text().startsWith(INTERRUPTED)) return;
		if (['error', 'warning'].includes(message.type())) report(message.text());
	});
	context.on('weberror', (error) => report(error.error().message));
	context.on('response', (response) => {
		if (response.request().resourceType() !== 'document' || response.status() >= 300) return;
		if (!isStrict(response.headers()['content-security-policy'] ?? ''))
			report(`${response.url()} comes without a policy that forbids inline code.`);
	});
	await context.addInitScript(reportInlineCode);
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
			if (element instanceof HTMLScriptElement && element.src === '' && element.nonce === '')
				console.error(`Inline code: a script without a nonce: ${element.text.slice(0, 80)}`);
		}
	});
}
