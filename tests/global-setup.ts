import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../prisma/migrate.ts';
import { seedModels } from '../prisma/seed-models.ts';
import { ensureDatabase } from '../server/databases.ts';
import { createDatabase } from '../server/db.ts';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../server/embedded-postgres.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The maintenance database of the test run's Postgres. */
		adminUrl: string;
		/** The migrated and seeded database that each test file's own is cloned from. */
		template: string;
	}
}

const TEMPLATE = 'template';
const PREFIX = `touchline-test-${userInfo().username}-`;

/** One Postgres for the test run, in a folder that names the process it belongs to. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
	await removeLeftovers();
	const dataDir = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
	const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined, fast: true });
	await makeTemplate(postgres.adminUrl, postgres.urlOf(TEMPLATE));
	provide('adminUrl', postgres.adminUrl);
	provide('template', TEMPLATE);
	return () => removeEmbeddedPostgres(dataDir);
}

async function makeTemplate(adminUrl: string, url: string): Promise<void> {
	await ensureDatabase(adminUrl, TEMPLATE);
	await migrate(url);
	const db = createDatabase(url, { max: 1 });
	await seedModels(db);
	await db.$disconnect();
}

/** A test run that was killed leaves its Postgres behind. */
async function removeLeftovers(): Promise<void> {
	for (const name of await readdir(tmpdir())) {
		if (!name.startsWith(PREFIX)) continue;
		const owner = Number.parseInt(name.slice(PREFIX.length), 10);
		if (!isAlive(owner)) await removeEmbeddedPostgres(path.join(tmpdir(), name));
	}
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
