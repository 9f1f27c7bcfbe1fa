import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** One folder of prisma/migrations. */
export interface Migration {
	/** The folder's name; migrations are applied in the order of their names. */
	name: string;
	sql: string;
	/** SHA-256 of the SQL, as Prisma records it. */
	checksum: string;
}

export const MIGRATIONS_FOLDER = path.join(import.meta.dirname, 'migrations');

export async function readMigrations(folder: string = MIGRATIONS_FOLDER): Promise<Migration[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
	return await Promise.all(
		names.sort().map(async (name) => {
			const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
			return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
		}),
	);
}
