import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { AppError, describeError } from '../server/errors.ts';
import { startScratchPostgres } from '../server/scratch-postgres.ts';
import { MIGRATIONS_FOLDER } from './migration-files.ts';
import { schemaDifference } from './schema-engine.ts';

const SCHEMA = path.join(import.meta.dirname, 'schema.prisma');
/** The schema as of the last migration. */
const SNAPSHOT = path.join(MIGRATIONS_FOLDER, 'schema.prisma');

const command = new Command('npm run migration --')
	.description(
		'Makes the next migration from the changes in prisma/schema.prisma. Read and complete its SQL before you commit it.',
	)
	.argument('<name>', 'what it does, in a few words')
	.action(makeMigration);

try {
	await command.parseAsync();
} catch (error) {
	console.error(describeError(error));
	process.exitCode = 1;
}

async function makeMigration(name: string): Promise<void> {
	const words = name.toLowerCase().match(/[a-z0-9]+/g);
	if (words === null) throw new AppError('invalid', `"${name}" has no letters to name a migration after.`);
	const [before, after] = await Promise.all([readFile(SNAPSHOT, 'utf8'), readFile(SCHEMA, 'utf8')]);
	const sql = await difference(before, after);
	const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
	const folder = path.join(MIGRATIONS_FOLDER, `${stamp}_${words.join('_')}`);
	if (sql !== '') {
		await mkdir(folder);
		await writeFile(path.join(folder, 'migration.sql'), `${sql}\n`);
	}
	await writeFile(SNAPSHOT, after);
	console.log(
		sql === ''
			? 'No migration is needed: prisma/schema.prisma has no change that the database would notice.'
			: `Wrote ${path.relative('.', folder)}/migration.sql.`,
	);
}

/** The engine wants a server to speak to, though it only compares two texts. */
async function difference(before: string, after: string): Promise<string> {
	const postgres = await startScratchPostgres();
	try {
		return await schemaDifference(postgres.adminUrl, before, after);
	} finally {
		await postgres.stop();
	}
}
