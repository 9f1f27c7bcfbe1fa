import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { databaseUrl, dropDatabase, withConnection } from '../server/databases.ts';
import { createDatabase, type Database } from '../server/db.ts';
import { databaseConnections, lasting, redisConnections } from './open-connections.ts';

export interface TestDatabase {
	readonly db: Database;
	readonly url: string;
}

/**
 * Gives the test file (or the `describe` it is called in) a database of its own: migrated, with the
 * models seeded, otherwise empty. It exists from `beforeAll` on and is dropped afterwards, with what its
 * queues have in Redis. Whatever is still connected then was forgotten by the test and fails it.
 */
export function testDatabase(): TestDatabase {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	let open: TestDatabase | undefined;

	beforeAll(async () => {
		const adminUrl = inject('adminUrl');
		await withConnection(adminUrl, (client) =>
			// Two thirds of the time of a copy through the log; the checkpoint that it needs costs this server nothing.
			client.query(`CREATE DATABASE ${name} TEMPLATE ${inject('template')} STRATEGY file_copy`),
		);
		const url = databaseUrl(adminUrl, name);
		open = { db: createDatabase(url), url };
	});

	afterAll(async () => {
		const adminUrl = inject('adminUrl');
		const redisUrl = inject('redisUrl');
		await open?.db.$disconnect();
		const forgotten = await lasting(() => databaseConnections(adminUrl, name));
		if (open && redisUrl) {
			const { url } = open;
			forgotten.push(...(await lasting(() => redisConnections(redisUrl, url))));
		}
		await dropDatabase(adminUrl, name);
		if (forgotten.length > 0) {
			throw new Error(
				`${forgotten.length} connection(s) of the test are still open: close what the test opened. ${forgotten.join(' | ')}`,
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
