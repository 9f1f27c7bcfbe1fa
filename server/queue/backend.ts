import {
	createPostgresBackend,
	type Job,
	type JobProgress,
	type PostgresQueueBackend,
	Queue,
	Worker,
	type WorkerOptions,
} from 'bullmq';
import pg from 'pg';

export type QueueJob = Job<unknown, void, string>;
export type Processor = (job: QueueJob, token: string | undefined) => Promise<void>;

type Connection = Parameters<typeof createPostgresBackend>[1]['connection'];
type PostgresQueue = Queue<unknown, void, string, unknown, void, string, PostgresQueueBackend, Connection>;
type PostgresWorker = Worker<unknown, void, string, PostgresQueueBackend, JobProgress, Connection>;
type Tuning = Omit<WorkerOptions<Connection>, 'connection'>;

/** What a queue says of one of its jobs, in real time. */
export interface StoredJob {
	id: string;
	state: 'waiting' | 'delayed' | 'active' | 'failed' | 'completed';
	/** Real milliseconds until a delayed job becomes due; negative when that has passed. */
	realMsLeft: number;
	/** Times it was started. */
	started: number;
}

/**
 * Where the queues live. BullMQ's jobs in Postgres, in schema `bullmq` of the database that holds the
 * data; its migrations are run by `migrate`. One shared pool serves all queues and workers of a process.
 */
export interface QueueBackend {
	queue(name: string): PostgresQueue;
	worker(name: string, processor: Processor, options: Tuning): PostgresWorker;
	/** The named jobs of a queue that exist. */
	readJobs(queue: string, ids: string[]): Promise<StoredJob[]>;
	close(): Promise<void>;
}

/** @param max connections that the process may use for its queues */
export function createQueueBackend(
	databaseUrl: string,
	{ max = 10, onError }: { max?: number; onError: (error: Error) => void },
): QueueBackend {
	// A lost queue is rebuilt from the facts, so its commits need not wait for the disk.
	const connection = new pg.Pool({
		connectionString: databaseUrl,
		max,
		options: '-c search_path=bullmq -c synchronous_commit=off',
	});
	connection.on('error', onError);

	return {
		queue(name) {
			const queue: PostgresQueue = new Queue(name, { connection }, createPostgresBackend);
			queue.on('error', onError);
			return queue;
		},
		worker(name, processor, options) {
			const worker: PostgresWorker = new Worker(
				name,
				processor,
				{ connection, ...options },
				createPostgresBackend,
			);
			worker.on('error', onError);
			return worker;
		},
		async readJobs(queue, ids) {
			const { rows } = await connection.query<{
				id: string;
				state: StoredJob['state'];
				real_ms_left: number;
				attempts_started: number;
			}>(
				`SELECT id, state, attempts_started,
					(coalesce(process_at_ms, 0) - extract(epoch FROM clock_timestamp()) * 1000)::float8 AS real_ms_left
				FROM job WHERE queue = $1 AND id = ANY($2)`,
				[queue, ids],
			);
			return rows.map((row) => ({
				id: row.id,
				state: row.state,
				realMsLeft: row.real_ms_left,
				started: row.attempts_started,
			}));
		},
		close: () => connection.end(),
	};
}
