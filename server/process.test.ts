import { afterEach, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '../tests/database.ts';
import { MINUTE } from './clock.ts';
import { withConnection } from './databases.ts';
import { openProcess, type ProcessContext } from './process.ts';
import { createReplay, setPace } from './replay/replay.ts';

const database = testDatabase();
const opened: ProcessContext[] = [];

const KICKOFF = new Date('2025-05-25T15:00:00Z');
const REPLAY = {
	competitionId: 'sim.1',
	date: '2025-05-25',
	source: { kind: 'simulated', seed: 1 },
	speed: 600,
} as const;

async function open(variables: Record<string, string> = {}): Promise<ProcessContext> {
	for (const [name, value] of Object.entries({
		DATABASE_URL: database.url,
		LOG_LEVEL: 'silent',
		...variables,
	})) {
		vi.stubEnv(name, value);
	}
	const context = await openProcess('test');
	opened.push(context);
	return context;
}

afterEach(async () => {
	for (const context of opened.splice(0)) await context.close();
	vi.unstubAllEnvs();
	await database.db.replay.deleteMany();
});

describe('openProcess', () => {
	it('runs on real time in a database without a replay', async () => {
		const { clock, replay } = await open();
		expect(replay).toBeNull();
		expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(MINUTE);
	});

	it("runs on the replay's clock in a replay's database, at the pace that is set", async () => {
		await createReplay(database.db, REPLAY, KICKOFF);
		const { clock, feed } = await open();
		expect(clock.now().toISOString().slice(0, 16)).toBe('2025-05-25T08:50');
		await setPace(database.db, { virtualAt: KICKOFF, realAt: new Date(), pace: 1, allowance: MINUTE });
		feed.topic('replay');
		await feed.flush();
		await vi.waitFor(() => expect(clock.now() >= KICKOFF).toBe(true));
	});

	it("refuses real fixtures in a replay's database", async () => {
		await createReplay(database.db, REPLAY, KICKOFF);
		await expect(open({ FOOTBALL_SOURCE: 'openfootball' })).rejects.toThrow(
			/belongs to a replay of sim\.1 on 2025-05-25/,
		);
	});

	it('says in one line what is missing: the server, the database, its tables', async () => {
		await expect(open({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nowhere' })).rejects.toThrow(
			/127\.0\.0\.1:1/,
		);
		const empty = database.url.replace(/[^/]+$/, 'empty_database');
		await withConnection(database.url, (client) =>
			client.query('CREATE DATABASE empty_database TEMPLATE template0'),
		);
		try {
			await expect(open({ DATABASE_URL: empty })).rejects.toThrow(/no tables yet: `npm start`/);
		} finally {
			await withConnection(database.url, (client) =>
				client.query('DROP DATABASE empty_database WITH (FORCE)'),
			);
		}
	});
});
