import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Migration } from './migration-files.ts';

/** A migration that a database has got. */
export interface LedgerEntry {
	name: string;
	checksum: string;
	/** False only when Prisma's own tool, which records in two steps, was interrupted. */
	finished: boolean;
}

export async function hasLedger(client: Client): Promise<boolean> {
	const { rows } = await client.query(`SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS found`);
	return rows[0]?.found === true;
}

/** Whether the schema `public` has tables of anyone. */
export async function hasTables(client: Client): Promise<boolean> {
	const { rows } = await client.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1`);
	return rows.length > 0;
}

/** Creates the table as Prisma defines it, so that Prisma's tools can read it. */
export async function createLedger(client: Client): Promise<void> {
	await client.query(`
		CREATE TABLE public._prisma_migrations (
			id varchar(36) PRIMARY KEY NOT NULL,
			checksum varchar(64) NOT NULL,
			finished_at timestamptz,
			migration_name varchar(255) NOT NULL,
			logs text,
			rolled_back_at timestamptz,
			started_at timestamptz NOT NULL DEFAULT now(),
			applied_steps_count integer NOT NULL DEFAULT 0
		)
	`);
}

export async function readLedger(client: Client): Promise<LedgerEntry[]> {
	const { rows } = await client.query<LedgerEntry>(`
		SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
		FROM public._prisma_migrations
		WHERE rolled_back_at IS NULL
		ORDER BY migration_name
	`);
	return rows;
}

export async function record(client: Client, { name, checksum }: Migration): Promise<void> {
	await client.query(
		`INSERT INTO public._prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
		VALUES ($1, $2, $3, clock_timestamp(), 1)`,
		[randomUUID(), checksum, name],
	);
}
