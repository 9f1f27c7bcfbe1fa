import { createPostgresBackend, type JobProgress, type PostgresQueueBackend, Queue, Worker } from 'bullmq';
import pg from 'pg';
import { givesUpAfter } from '../db.ts';
import type { BackendOptions, QueueBackend, QueueCounts, StoredJob } from './backend.ts';
import { isLateRenewal } from './late-renewal.ts';
import { isSchemaGone, migrateQueueSchema, QUEUE_SCHEMA } from './postgres-schema.ts';
import { tracedWorker } from './traced-queue.ts';

type Connection = Parameters<typeof createPostgresBackend>[1]['connection'];
type PostgresQueue = Queue<unknown, void, string, unknown, void, string, PostgresQueueBackend, Connection>;
type PostgresWorker = Worker<unknown, void, string, PostgresQueueBackend, JobProgress, Connection>;

/** Connections that a process may use for its queues; every worker holds one of them. */
const CONNECTIONS = 10;

/** A fetch that failed because the server was away is made again after this many real milliseconds. */
const RETRY = 1_000;

/** Everything that BullMQ keeps, except the note of its version. Some refer to `job` and go with it. */
const TABLES = ['job', 'event', 'meta', 'metrics', 'rate_limit', 'dedup', 'dedup_next', 'scheduler'];

/**
 * Queues in the schema `bullmq` of the database that holds the data; its migrations are run by `migrate`.
 * One shared pool serves all queues and workers of a process. A schema that vanishes is made anew.
 */
export function createPostgresQueues({
	databaseUrl,
	answersWithin,
	onError,
}: Omit<BackendOptions, 'redisUrl' | 'warn'>): QueueBackend {
	// A lost queue is rebuilt from the facts, so its commits need not wait for the disk.
	const connection = new pg.Pool({
		connectionString: databaseUrl,
		max: CONNECTIONS,
		...givesUpAfter(answersWithin),
		options: `-c search_path=${QUEUE_SCHEMA} -c synchronous_commit=off`,
	});
	connection.on('error', onError);
	// Every queue and worker listens to the pool, and BullMQ never takes a listener away.
	connection.setMaxListeners(0);
	let mending: Promise<void> | undefined;

	async function recover(error: unknown): Promise<void> {
		if (!isSchemaGone(error)) throw error;
		mending ??= makeSchema(connection).finally(() => {
			mending = undefined;
		});
		await mending;
	}

	return {
		kind: 'postgres',
		queue(name) {
			const queue: PostgresQueue = new Queue(name, { connection }, createPostgresBackend);
			queue.on('error', onError);
			return queue;
		},
		worker(name, processor, tuning) {
			const options = { connection, runRetryDelay: RETRY, ...tuning, ...tracedWorker() };
			const worker: PostgresWorker = new Worker(name, processor, options, createPostgresBackend);
			worker.on('error', (error) => {
				if (isLateRenewal(error)) return;
				onError(error);
				recover(error).catch((cause) => cause === error || onError(cause));
			});
			return worker;
		},
		async readJobs(jobs) {
			const { rows } = await connection.query<{ jobs: string | null }>({
				name: 'read-jobs',
				text: `SELECT ${JOBS_IN_ONE} AS jobs FROM unnest($1::text[], $2::text[]) AS named (queue, id) JOIN job USING (queue, id)`,
				values: [jobs.map(({ queue }) => queue), jobs.map(({ id }) => id)],
			});
			return storedJobs(rows[0]?.jobs);
		},
		async readAllJobs(queue) {
			const { rows } = await connection.query<{ jobs: string | null }>({
				name: 'read-all-jobs',
				text: `SELECT ${JOBS_IN_ONE} AS jobs FROM job WHERE queue = $1`,
				values: [queue],
			});
			return storedJobs(rows[0]?.jobs);
		},
		async counts(queues) {
			const { rows } = await connection.query<QueueCounts & { queue: string }>({
				name: 'count-jobs',
				text: COUNT_JOBS,
				values: [queues],
			});
			return new Map(rows.map(({ queue, ...counts }) => [queue, counts]));
		},
		async pausedAmong(queues) {
			const { rows } = await connection.query<{ queue: string }>(
				`SELECT queue FROM meta WHERE queue = ANY($1) AND field = 'paused' AND value = '1'`,
				[queues],
			);
			return rows.map(({ queue }) => queue);
		},
		async removeEnded(queue, ids) {
			await connection.query(
				`DELETE FROM job WHERE queue = $1 AND id = ANY($2) AND state NOT IN ('waiting', 'delayed', 'active')`,
				[queue, ids],
			);
		},
		recover,
		async clear() {
			// One at a time: workers take the locks of several tables in an order of their own.
			for (const table of TABLES) await connection.query(`TRUNCATE ${table} CASCADE`);
		},
		close: () => connection.end(),
	};
}

async function makeSchema(pool: pg.Pool): Promise<void> {
	const client = await pool.connect();
	try {
		await migrateQueueSchema(client);
	} finally {
		client.release();
	}
}

/** One row for each of the queues that are named. */
const COUNT_JOBS = `SELECT named.queue, counts.* FROM unnest($1::text[]) AS named (queue)
	CROSS JOIN LATERAL (
		SELECT (count(*) FILTER (WHERE state = 'waiting' AND priority = 0))::int AS waiting,
			(count(*) FILTER (WHERE state = 'waiting' AND priority > 0))::int AS prioritized,
			(count(*) FILTER (WHERE state = 'delayed'))::int AS delayed,
			(count(*) FILTER (WHERE state = 'active'))::int AS active,
			(count(*) FILTER (WHERE state = 'failed'))::int AS failed,
			EXISTS (SELECT FROM meta WHERE meta.queue = named.queue AND field = 'paused' AND value = '1') AS paused,
			(max(now.ms - due.ms) FILTER (
				WHERE priority = 0 AND (state = 'waiting' OR state = 'delayed' AND due.ms < now.ms)))::float8 AS "overdueMs"
		FROM job
		CROSS JOIN (SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms) now
		CROSS JOIN LATERAL (SELECT coalesce(process_at_ms, added_at_ms) AS ms) due
		WHERE job.queue = named.queue
	) counts`;

/**
 * Thousands of jobs are read many times as fast as one text than row by row. Each is a line: its state, how often it
 * was started, the milliseconds until it is due, and its id, which may hold anything.
 */
const JOBS_IN_ONE = `string_agg(concat_ws(' ',
	CASE WHEN state IN ('waiting', 'delayed', 'active') THEN state::text ELSE 'ended' END,
	attempts_started,
	CASE WHEN state = 'delayed' THEN process_at_ms - (extract(epoch FROM clock_timestamp()) * 1000)::bigint ELSE 0 END,
	id), E'\n')`;

function storedJobs(text: string | null | undefined): StoredJob[] {
	if (!text) return [];
	return text.split('\n').map((line) => {
		const [state = '', started = '', realMsLeft = ''] = line.split(' ', 3);
		const id = line.slice(state.length + started.length + realMsLeft.length + 3);
		return { id, state: isJobState(state) ? state : 'ended', started: +started, realMsLeft: +realMsLeft };
	});
}

function isJobState(state: string): state is StoredJob['state'] {
	return state === 'waiting' || state === 'delayed' || state === 'active' || state === 'ended';
}
