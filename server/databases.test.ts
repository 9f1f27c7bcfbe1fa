import { createServer } from 'node:net';
import { describe, expect, inject, it } from 'vitest';
import { accepts, databaseUrl, dropDatabase, ensureDatabase, withConnection } from './databases.ts';

const adminUrl = inject('adminUrl');

describe('databases', () => {
	it('creates a database once, however many ask at the same time, and drops it with its connections', async () => {
		const name = `odd "name" ${process.pid}`;
		const created = await Promise.all([1, 2, 3, 4].map(() => ensureDatabase(adminUrl, name)));
		expect(created.filter(Boolean)).toHaveLength(1);
		const url = databaseUrl(adminUrl, name);
		await withConnection(url, async (client) => {
			expect((await client.query('SELECT current_database() AS name')).rows).toEqual([{ name }]);
			await dropDatabase(adminUrl, name);
		});
		expect(await accepts(url)).toBe(false);
		await dropDatabase(adminUrl, name);
	});

	it.each([
		['a database that does not exist', databaseUrl(adminUrl, 'nowhere'), /"nowhere" does not exist/],
		['a wrong password', adminUrl.replace(/:[^:@]+@/, ':wrong@'), /refuses the login of "touchline"/],
		['something that is no URL', 'localhost', /is not a URL/],
	])('names %s', async (_, url, message) => {
		await expect(withConnection(url, async () => undefined)).rejects.toThrow(message);
		await expect(withConnection(url, async () => undefined)).rejects.toMatchObject({ name: 'AppError' });
	});

	it('names a server that does not answer', async () => {
		const port = await unusedPort();
		await expect(
			withConnection(`postgresql://someone@127.0.0.1:${port}/matches`, async () => undefined),
		).rejects.toThrow(`The database "matches" on 127.0.0.1:${port} cannot be reached (connect ECONNREFUSED`);
	});
});

function unusedPort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
		});
	});
}
