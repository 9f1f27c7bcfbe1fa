import { createPostgresBackend, Queue } from 'bullmq';
import { type Client, Pool } from 'pg';
import { withConnection } from '../../server/databases.ts';
import { handAdder, type QueueView } from './queue-view.ts';

/** BullMQ's tables in the schema `bullmq` of the round's database. */
export function postgresQueueView(databaseUrl: string): QueueView {
	const pool = new Pool({
		connectionString: databaseUrl,
		max: 2,
		connectionTimeoutMillis: 2_000,
		query_timeout: 5_000,
		options: '-c search_path=bullmq',
	});
	// A server that goes away ends idle connections too; the next query says so.
	pool.on('error', () => undefined);
	const byHand = handAdder((name) => new Queue(name, { connection: pool }, createPostgresBackend));

	return {
		async jobs() {
			const { rows } = await pool.query<{ queue: string; id: string; state: string; takenAt: number }>(
				`SELECT queue, id, state, coalesce(processed_at_ms, 0)::float8 AS "takenAt" FROM job`,
			);
			return rows;
		},
		async wipe() {
			await withConnection(databaseUrl, emptyTables);
		},
		add: byHand.add,
		async close() {
			await byHand.close();
			await pool.end();
		},
	};
}

/**
 * Empties the queues, not the note that says which version of BullMQ made the tables. One table at a time:
 * workers take the locks of several tables in an order of their own.
 */
async function emptyTables(client: Client): Promise<void> {
	const { rows } = await client.query<{ name: string }>(
		`SELECT format('bullmq.%I', tablename) AS name FROM pg_tables
		WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
	);
	for (const { name } of rows) await client.query(`TRUNCATE ${name} CASCADE`);
}
