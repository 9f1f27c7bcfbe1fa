import { pino } from 'pino';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { SystemClock } from '../clock.ts';
import { withConnection } from '../databases.ts';
import type { QueueBackend } from './backend.ts';
import { newJob } from './catalogue.ts';
import { createPostgresQueues } from './postgres-backend.ts';
import { migrateQueueSchema, QUEUE_SCHEMA } from './postgres-schema.ts';
import { createQueues, type Queues } from './queues.ts';
import { startWorker } from './worker.ts';

const database = testDatabase();
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

interface Opened {
	backend: QueueBackend;
	queues: Queues;
	/** What the connections complained about. */
	complaints: Error[];
}

function open(): Opened {
	const complaints: Error[] = [];
	const backend = createPostgresQueues({
		databaseUrl: database.url,
		onError: (error) => complaints.push(error),
	});
	const queues = createQueues(backend, new SystemClock());
	closing.push(backend.close, queues.close);
	return { backend, queues, complaints };
}

/** The matches whose settlement a worker has done. */
async function work({ backend }: Opened): Promise<string[]> {
	const done: string[] = [];
	const worker = startWorker(
		'settlement',
		{ settlement: async ({ matchId }) => void done.push(matchId) },
		{
			backend,
			clock: new SystemClock(),
			log: pino({ level: 'silent' }),
			concurrency: 2,
			onFinalFailure: async ({ error }) => {
				throw error;
			},
		},
	);
	closing.push(worker.close);
	await worker.ready();
	return done;
}

const settlement = (matchId: string) => newJob('settlement', { matchId });

/** Empties every table of BullMQ, the note of its version included. */
const TRUNCATE_ALL = `DO $$ BEGIN EXECUTE (
	SELECT 'TRUNCATE ' || string_agg(format('%I.%I', schemaname, tablename), ', ') || ' CASCADE'
	FROM pg_tables WHERE schemaname = '${QUEUE_SCHEMA}'
); END $$`;
const DROP = `DROP SCHEMA "${QUEUE_SCHEMA}" CASCADE`;

/** A worker may hold just then what the statement has to lock, and be in its way for a moment. */
const run = (sql: string) =>
	vi.waitFor(() => withConnection(database.url, (client) => client.query(sql)), { timeout: 10_000 });

describe('queues in Postgres', () => {
	it.each([
		['all its tables were emptied', TRUNCATE_ALL],
		['its schema was dropped', DROP],
	])('go on without a restart after %s', async (_, sql) => {
		const opened = open();
		const done = await work(opened);
		await opened.queues.add([settlement('before')]);
		await vi.waitFor(() => expect(done).toEqual(['before']));
		await run(sql);
		await opened.queues.add([settlement('after')]);
		await vi.waitFor(() => expect(done).toEqual(['before', 'after']), { timeout: 15_000 });
		expect(await opened.queues.counts('settlement')).toMatchObject({ waiting: 0, delayed: 0 });
	});

	it('say what they hold after their schema was dropped: nothing', async () => {
		const { queues } = open();
		await queues.add([settlement('gone')]);
		await run(DROP);
		expect(await queues.counts('settlement')).toMatchObject({ waiting: 0, delayed: 0, active: 0 });
		await run(DROP);
		expect(await queues.inspect([settlement('gone')])).toEqual(new Map());
	});

	it('get their schema anew from the migration when it lost the note of its version', async () => {
		await run(TRUNCATE_ALL);
		await withConnection(database.url, (client) => migrateQueueSchema(client));
		const { queues } = open();
		await queues.add([settlement('after')]);
		expect(await queues.counts('settlement')).toMatchObject({ waiting: 1 });
	});

	it('open a queue anew that could not be opened the first time', async () => {
		const opened = open();
		const name = new URL(database.url).pathname.slice(1);
		const allow = (allowed: boolean) =>
			withConnection(inject('adminUrl'), async (client) => {
				await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${allowed}`);
				await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
					name,
				]);
			});
		await allow(false);
		await expect(opened.queues.add([settlement('early')])).rejects.toThrow(/not currently accepting/);
		await allow(true);
		await opened.queues.add([settlement('early')]);
		expect((await opened.queues.inspect([settlement('early')])).size).toBe(1);
	});
});
