import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { withConnection } from '../../../server/databases.ts';
import type { Arena } from '../arena.ts';

/** Stops Postgres in good order and starts it again on the same data. */
export async function restartPostgres({ postgres }: Arena): Promise<string> {
	await postgres.restart();
	return 'stopped and started';
}

/** Kills Postgres and starts it again on the same data. */
export async function killPostgres({ postgres }: Arena): Promise<string> {
	await postgres.kill();
	return 'killed and started';
}

/** Ends every connection to the round's database but the one that asks for it. */
export async function terminateConnections({ databaseUrl }: Arena): Promise<string> {
	const ended = await withConnection(databaseUrl, async (client) => {
		const { rows } = await client.query(
			`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid()`,
		);
		return rows.length;
	});
	return `ended ${ended} connections`;
}

const CONNECTIONS = 300;
const AT_ONCE = 20;

/** Real milliseconds for which they are held. */
const HELD = 4_000;

/** Opens idle connections, as many as the server grants, and keeps them for a while. */
export async function holdConnections({ databaseUrl, signal }: Arena): Promise<string> {
	const held: Client[] = [];
	try {
		while (held.length < CONNECTIONS) {
			const opened = await Promise.all(Array.from({ length: AT_ONCE }, () => open(databaseUrl)));
			held.push(...opened.filter((client) => client !== null));
			if (opened.includes(null)) break;
		}
		await sleep(HELD, undefined, { signal });
		return `held ${held.length} connections`;
	} finally {
		await Promise.all(held.map((client) => client.end()));
	}
}

const TOO_MANY_CONNECTIONS = '53300';

/** Null when the server grants no more. */
async function open(databaseUrl: string): Promise<Client | null> {
	const client = new Client({ connectionString: databaseUrl });
	client.on('error', () => undefined);
	try {
		await client.connect();
		return client;
	} catch (error) {
		if (error instanceof DatabaseError && error.code === TOO_MANY_CONNECTIONS) return null;
		throw error;
	}
}
