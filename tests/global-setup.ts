import type { TestProject } from 'vitest/node';
import { migrate } from '../prisma/migrate.ts';
import { seedModels } from '../prisma/seed-models.ts';
import { ensureDatabase } from '../server/databases.ts';
import { createDatabase } from '../server/db.ts';
import { startScratchPostgres } from '../server/scratch-postgres.ts';
import { findRedisServer, startScratchRedis } from '../server/scratch-redis.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The maintenance database of the test run's Postgres. */
		adminUrl: string;
		/** Which queues the tests of this project are about. */
		queueBackend: 'postgres' | 'redis';
		/** The test run's Redis; undefined when no redis-server is installed. */
		redisUrl: string | undefined;
		/** The migrated and seeded database that each test file's own is cloned from. */
		template: string;
	}
}

const TEMPLATE = 'template';

/** One Postgres and one Redis for the test run. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
	const postgres = await startScratchPostgres();
	await makeTemplate(postgres.adminUrl, postgres.urlOf(TEMPLATE));
	provide('adminUrl', postgres.adminUrl);
	provide('template', TEMPLATE);
	const redis = findRedisServer() ? await startScratchRedis() : undefined;
	if (!redis)
		process.stderr.write('No redis-server is installed: the tests of queues in Redis do not run.\n');
	provide('redisUrl', redis?.url);
	return async () => {
		await redis?.stop();
		await postgres.stop();
	};
}

async function makeTemplate(adminUrl: string, url: string): Promise<void> {
	await ensureDatabase(adminUrl, TEMPLATE);
	await migrate(url);
	const db = createDatabase(url, { max: 1 });
	await seedModels(db);
	await db.$disconnect();
}
