import { withConnection } from '../databases.ts';

/**
 * What the names of all Redis keys of an installation begin with. Several installations can share a Redis,
 * a replay beside the real one for instance: the prefix is that of the database that holds the data, on
 * whatever address it is reached.
 * @throws AppError ('unavailable') when the database cannot be reached
 */
export async function queuePrefix(databaseUrl: string): Promise<string> {
	const rows = await withConnection(databaseUrl, async (client) => {
		const result = await client.query<{ cluster: string; name: string }>(
			'SELECT system_identifier::text AS cluster, current_database() AS name FROM pg_control_system()',
		);
		return result.rows;
	});
	const [database] = rows;
	if (!database) throw new Error('Postgres does not say which database this is.');
	return `touchline:${database.cluster}:${safeName(database.name)}`;
}

/** Connections cannot be named with a space, and keys are looked for by a pattern. */
function safeName(name: string): string {
	return encodeURIComponent(name).replaceAll('*', '%2A');
}
