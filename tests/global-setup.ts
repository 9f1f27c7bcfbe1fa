import type { TestProject } from 'vitest/node';
import { migrate } from '../prisma/migrate.ts';
import { seedModels } from '../prisma/seed-models.ts';
import { ensureDatabase } from '../server/databases.ts';
import { createDatabase } from '../server/db.ts';
import { startScratchPostgres } from '../server/scratch-postgres.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The maintenance database of the test run's Postgres. */
		adminUrl: string;
		/** The migrated and seeded database that each test file's own is cloned from. */
		template: string;
	}
}

const TEMPLATE = 'template';

/** One Postgres for the test run. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
	const postgres = await startScratchPostgres();
	await makeTemplate(postgres.adminUrl, postgres.urlOf(TEMPLATE));
	provide('adminUrl', postgres.adminUrl);
	provide('template', TEMPLATE);
	return postgres.stop;
}

async function makeTemplate(adminUrl: string, url: string): Promise<void> {
	await ensureDatabase(adminUrl, TEMPLATE);
	await migrate(url);
	const db = createDatabase(url, { max: 1 });
	await seedModels(db);
	await db.$disconnect();
}
