import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { databaseUrl, dropDatabase, withConnection } from '../server/databases.ts';
import { createDatabase, type Database } from '../server/db.ts';

/** A server needs a moment to notice that a client has gone. */
const LOOKS = 20;
const LOOK_EVERY_MS = 50;

export interface TestDatabase {
	readonly db: Database;
	readonly url: string;
}

/**
 * Gives the test file (or the `describe` it is called in) a database of its own: migrated, with the
 * models seeded, otherwise empty. It exists from `beforeAll` on and is dropped afterwards. Whatever is
 * still connected then was forgotten by the test and fails it.
 */
export function testDatabase(): TestDatabase {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	let open: TestDatabase | undefined;

	beforeAll(async () => {
		const adminUrl = inject('adminUrl');
		await withConnection(adminUrl, (client) =>
			client.query(`CREATE DATABASE ${name} TEMPLATE ${inject('template')}`),
		);
		const url = databaseUrl(adminUrl, name);
		open = { db: createDatabase(url), url };
	});

	afterAll(async () => {
		const adminUrl = inject('adminUrl');
		await open?.db.$disconnect();
		const forgotten = await withConnection(adminUrl, (client) => lastingConnections(client, name));
		await dropDatabase(adminUrl, name);
		if (forgotten.length > 0) {
			throw new Error(
				`${forgotten.length} connection(s) to the test database are still open: close what the test opened. Their last statements: ${forgotten.join(' | ')}`,
			);
		}
	});

	const opened = () => {
		if (open === undefined) throw new Error('The test database exists from beforeAll on.');
		return open;
	};
	return {
		get db() {
			return opened().db;
		},
		get url() {
			return opened().url;
		},
	};
}

/** The last statements of connections that do not go away. */
async function lastingConnections(client: Client, database: string): Promise<string[]> {
	for (let look = 1; ; look++) {
		const { rows } = await client.query<{ query: string }>(
			`SELECT left(query, 200) AS query FROM pg_stat_activity
			WHERE datname = $1 AND backend_type = 'client backend'`,
			[database],
		);
		if (rows.length === 0 || look === LOOKS) return rows.map(({ query }) => query || '(none yet)');
		await sleep(LOOK_EVERY_MS);
	}
}
