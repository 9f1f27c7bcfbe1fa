import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['{server,workers,app,scripts,prisma}/**/*.test.{ts,tsx}'],
		globalSetup: 'tests/global-setup.ts',
		setupFiles: 'tests/setup.ts',
		pool: 'forks',
		maxWorkers: 2,
		testTimeout: 20_000,
		hookTimeout: 30_000,
		restoreMocks: true,
	},
});
