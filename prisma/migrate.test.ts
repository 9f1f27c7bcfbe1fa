import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { databaseUrl, dropDatabase, ensureDatabase, withConnection } from '../server/databases.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS_FOLDER, readMigrations } from './migration-files.ts';

const adminUrl = inject('adminUrl');

let folder: string;
let name: string;
let url: string;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'touchline-migrations-'));
	name = `migrate_${path.basename(folder).slice(-6)}`;
	await ensureDatabase(adminUrl, name);
	url = databaseUrl(adminUrl, name);
});

afterEach(async () => {
	await dropDatabase(adminUrl, name);
	await rm(folder, { recursive: true });
});

async function write(migration: string, sql: string): Promise<void> {
	await mkdir(path.join(folder, migration), { recursive: true });
	await writeFile(path.join(folder, migration, 'migration.sql'), sql);
}

async function select<Row extends object>(sql: string): Promise<Row[]> {
	return (await withConnection(url, (client) => client.query<Row>(sql))).rows;
}

describe('migrate', () => {
	it('applies what is missing, in order, and nothing twice', async () => {
		await write('2_second', `INSERT INTO city VALUES ('Basel; or; so')`);
		await write('1_first', 'CREATE TABLE city (name text PRIMARY KEY);');
		expect(await migrate(url, folder)).toEqual(['1_first', '2_second']);
		expect(await migrate(url, folder)).toEqual([]);
		await write('3_third', `INSERT INTO city VALUES ('Bern')`);
		expect(await migrate(url, folder)).toEqual(['3_third']);
		expect(await select('SELECT name FROM city ORDER BY name')).toEqual([
			{ name: 'Basel; or; so' },
			{ name: 'Bern' },
		]);
	});

	it('makes the tables of the queues too', async () => {
		await migrate(url, folder);
		expect(await select(`SELECT count(*) > 0 AS made FROM pg_tables WHERE schemaname = 'bullmq'`)).toEqual([
			{ made: true },
		]);
	});

	it('is safe in several processes at once', async () => {
		await write('1_first', 'CREATE TABLE city (name text); SELECT pg_sleep(0.05);');
		const applied = await Promise.all([1, 2, 3].map(() => migrate(url, folder)));
		expect(applied.flat()).toEqual(['1_first']);
	});

	it('undoes a migration that fails, names it, and goes on once it is corrected', async () => {
		await write('1_first', 'CREATE TABLE city (name text);');
		await write('2_second', 'CREATE TABLE club (name text); SELECT 1 / 0;');
		await expect(migrate(url, folder)).rejects.toThrow(
			'Migration 2_second failed and changed nothing (division by zero)',
		);
		expect(await select(`SELECT tablename FROM pg_tables WHERE tablename IN ('city', 'club')`)).toEqual([
			{ tablename: 'city' },
		]);
		await write('2_second', 'CREATE TABLE club (name text);');
		expect(await migrate(url, folder)).toEqual(['2_second']);
	});

	it.each([
		['a database of someone else', 'CREATE TABLE theirs ()', /holds tables that are not Touchline's/],
		[
			'a newer database',
			`${ledgerWith('9_future', `'${'0'.repeat(64)}', now()`)}`,
			/has migration 9_future, which this version of Touchline does not know/,
		],
		[
			'a changed migration',
			`${ledgerWith('1_first', `'${'0'.repeat(64)}', now()`)}`,
			/Migration 1_first was changed after this database got it/,
		],
		[
			'a migration that another tool began',
			`${ledgerWith('1_first', `'${'0'.repeat(64)}', NULL`)}`,
			/Migration 1_first was begun by another tool and did not end: .*rolled_back_at/,
		],
	])('refuses %s', async (_, sql, message) => {
		await write('1_first', 'CREATE TABLE city (name text);');
		await select(sql);
		await expect(migrate(url, folder)).rejects.toThrow(message);
		await expect(migrate(url, folder)).rejects.toMatchObject({ name: 'AppError', code: 'conflict' });
	});
});

describe('prisma/migrations', () => {
	it('has a migration for every change of schema.prisma', async () => {
		const [schema, migrated] = await Promise.all(
			[path.join(MIGRATIONS_FOLDER, '..'), MIGRATIONS_FOLDER].map((at) =>
				readFile(path.join(at, 'schema.prisma'), 'utf8'),
			),
		);
		expect(schema, 'run "npm run migration -- NAME"').toBe(migrated);
	});

	it('is what the tests run on', async () => {
		const names = (await readMigrations()).map((migration) => migration.name);
		expect(await migrate(url)).toEqual(names);
	});
});

function ledgerWith(migration: string, checksumAndFinish: string): string {
	return `CREATE TABLE _prisma_migrations (
			id varchar(36), checksum varchar(64), finished_at timestamptz, migration_name varchar(255), logs text,
			rolled_back_at timestamptz, started_at timestamptz DEFAULT now(), applied_steps_count integer DEFAULT 0
		);
		INSERT INTO _prisma_migrations (migration_name, checksum, finished_at)
		VALUES ('${migration}', ${checksumAndFinish})`;
}
