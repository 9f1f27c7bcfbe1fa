import type { Client } from 'pg';
import { withConnection } from '../server/databases.ts';
import { AppError, describeError } from '../server/errors.ts';
import { migrateQueueSchema } from '../server/queue/postgres-schema.ts';
import { type Migration, readMigrations } from './migration-files.ts';
import {
	createLedger,
	hasLedger,
	hasTables,
	type LedgerEntry,
	readLedger,
	record,
} from './migration-ledger.ts';

/** Serializes processes that migrate the same database at once; any number that nothing else locks. */
const LOCK = 0x70_75_63_68;

/**
 * Brings a database to the state that this version needs: its own tables, from prisma/migrations, and
 * BullMQ's. Each migration is one transaction with its entry in Prisma's table `_prisma_migrations`,
 * so a run that was cut short is simply continued. Safe in several processes at once.
 * @returns the names of the migrations that were applied now
 * @throws AppError that names the migration and the remedy; what it began is undone
 */
export async function migrate(databaseUrl: string, folder?: string): Promise<string[]> {
	const migrations = await readMigrations(folder);
	return await withConnection(databaseUrl, async (client) => {
		// Held until the connection ends.
		await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
		const ledger = await openLedger(client);
		const pending = pendingOf(migrations, ledger);
		for (const migration of pending) await apply(client, migration);
		await migrateQueueSchema(client);
		return pending.map(({ name }) => name);
	});
}

async function openLedger(client: Client): Promise<LedgerEntry[]> {
	if (await hasLedger(client)) return await readLedger(client);
	if (await hasTables(client)) {
		throw new AppError(
			'conflict',
			`The database "${client.database}" holds tables that are not Touchline's: give Touchline an empty database.`,
		);
	}
	await createLedger(client);
	return [];
}

function pendingOf(migrations: Migration[], ledger: LedgerEntry[]): Migration[] {
	const known = new Map(migrations.map((migration) => [migration.name, migration]));
	for (const { name, checksum, finished } of ledger) {
		if (!finished) {
			throw new AppError(
				'conflict',
				`Migration ${name} was begun by another tool and did not end: undo what it changed, set rolled_back_at of its row in "_prisma_migrations" and start again.`,
			);
		}
		const migration = known.get(name);
		if (migration === undefined) {
			throw new AppError(
				'conflict',
				`The database has migration ${name}, which this version of Touchline does not know: start a newer version.`,
			);
		}
		if (migration.checksum !== checksum) {
			throw new AppError(
				'conflict',
				`Migration ${name} was changed after this database got it: restore its migration.sql, or start with an empty database.`,
			);
		}
	}
	const applied = new Set(ledger.map(({ name }) => name));
	return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: Client, migration: Migration): Promise<void> {
	try {
		await client.query('BEGIN');
		await client.query(migration.sql);
		await record(client, migration);
		await client.query('COMMIT');
	} catch (cause) {
		await client.query('ROLLBACK').catch(() => undefined);
		throw new AppError(
			'unavailable',
			`Migration ${migration.name} failed and changed nothing (${describeError(cause)}): correct its migration.sql or the data, and start again.`,
			{ cause },
		);
	}
}
