import { migrate } from '../../prisma/migrate.ts';
import { seedModels } from '../../prisma/seed-models.ts';
import { createDatabase, type Database } from '../../server/db.ts';

/** Brings a database up to date, models included, and lends it to `work`. */
export async function prepareDatabase<Result>(
	url: string,
	work: (db: Database) => Promise<Result>,
): Promise<Result> {
	await migrate(url);
	const db = createDatabase(url, { max: 2 });
	try {
		await seedModels(db);
		return await work(db);
	} finally {
		await db.$disconnect();
	}
}
