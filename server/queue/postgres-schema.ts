import { runMigrations, SchemaMigrationRequiredError } from 'bullmq';
import { type ClientBase, DatabaseError } from 'pg';

/** BullMQ's tables live apart from Touchline's, in the same database. */
export const QUEUE_SCHEMA = 'bullmq';

const GONE = ['42P01', '42883', '3F000'];
const THERE_ALREADY = ['42P07', '42710', '42723'];

/**
 * Brings BullMQ's schema to the version that is installed. One whose note of its version was lost is made
 * anew: what waited in it is queued again from the facts.
 */
export async function migrateQueueSchema(client: ClientBase): Promise<void> {
	try {
		await runMigrations(client, QUEUE_SCHEMA);
	} catch (error) {
		if (!hasCode(error, THERE_ALREADY)) throw error;
		await client.query(`DROP SCHEMA "${QUEUE_SCHEMA}" CASCADE`);
		await runMigrations(client, QUEUE_SCHEMA);
	}
}

/** Whether a statement failed because BullMQ's schema, or a part of it, is not there. */
export function isSchemaGone(error: unknown): boolean {
	return error instanceof SchemaMigrationRequiredError || hasCode(error, GONE);
}

function hasCode(error: unknown, codes: string[]): boolean {
	return error instanceof DatabaseError && codes.includes(error.code ?? '');
}
