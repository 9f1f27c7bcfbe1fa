import { defineConfig, devices } from '@playwright/test';

/** A browser that scripts/test.ts found; unset, Playwright's own is used. */
const executablePath = process.env.E2E_CHROMIUM || undefined;

/** Each test's fixtures start the Touchline that it looks at. */
export default defineConfig({
	testDir: 'e2e',
	outputDir: 'test-results/e2e',
	// While one watches a replay go by, another has the processor.
	workers: 2,
	forbidOnly: process.env.CI !== undefined,
	timeout: 180_000,
	globalTimeout: 15 * 60_000,
	expect: { timeout: 15_000 },
	reporter: 'list',
	use: {
		...devices['Desktop Chrome'],
		screenshot: 'only-on-failure',
		// A spinner that nobody sees is drawn 60 times a second, by the processor.
		contextOptions: { reducedMotion: 'reduce' },
		launchOptions: {
			executablePath,
			// Nothing is drawn for anybody, and Chromium's sandbox does not work for root.
			args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
		},
	},
	projects: [{ name: 'chromium' }],
});
