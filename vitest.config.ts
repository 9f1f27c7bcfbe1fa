import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { findRedisServer } from './server/scratch-redis.ts';

const EVERYWHERE = ['{server,workers,app,scripts,prisma}/**/*.test.{ts,tsx}'];
/** Tests of one backend alone have it in their name. */
const OF_POSTGRES = ['**/*postgres*.test.ts'];
const OF_REDIS = ['**/*redis*.test.ts'];

/** Tests of commands that run for a minute or more and mostly wait: begun last, they would end long after all others. */
const LONG = ['scripts/chaos.test.ts', 'scripts/replay.test.ts'];

class LongFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const isLong = ({ moduleId }: TestSpecification) => LONG.some((file) => moduleId.endsWith(file));
		const sorted = await super.sort(files);
		return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
	}
}

export default defineConfig({
	test: {
		globalSetup: 'tests/global-setup.ts',
		sequence: { sequencer: LongFirst },
		// One more than the cores of a small machine: a replay's test mostly waits for processes of its own.
		maxWorkers: 3,
		projects: [
			project('postgres', { include: EVERYWHERE, exclude: OF_REDIS }),
			...(findRedisServer()
				? [project('redis', { include: [...testsWithQueues(), ...OF_REDIS], exclude: OF_POSTGRES })]
				: []),
		],
	},
});

/** Every test runs with queues in Postgres; those that have to do with queues run with Redis as well. */
function project(
	queueBackend: 'postgres' | 'redis',
	{ include, exclude }: { include: string[]; exclude: string[] },
): TestProjectInlineConfiguration {
	return {
		test: {
			name: queueBackend,
			include,
			exclude: ['**/node_modules/**', 'build/**', ...exclude],
			provide: { queueBackend },
			setupFiles: 'tests/setup.ts',
			pool: 'forks',
			// Importing the same modules again for every file would take as long as half of the tests.
			isolate: false,
			testTimeout: 20_000,
			hookTimeout: 30_000,
			restoreMocks: true,
		},
	};
}

/** The test files that open the queues of their project. */
function testsWithQueues(): string[] {
	const files = ['server', 'workers', 'scripts'].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
	);
	return files.filter(
		(file) =>
			file.endsWith('.test.ts') && /\btest(Pipeline|Web)\((?!\{ queues: )/.test(readFileSync(file, 'utf8')),
	);
}
