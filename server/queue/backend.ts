import type { IQueueBackend, Job, Queue, Worker, WorkerOptions } from 'bullmq';
import type { NewJob } from './catalogue.ts';

export type QueueJob = Job<unknown, void, string>;
export type Processor = (job: QueueJob, token: string | undefined) => Promise<void>;

type BullQueue = Queue<unknown, void, string>;
type BullWorker = Worker<unknown, void, string>;

/** A queue, as far as BullMQ's are alike on both backends. */
export interface JobQueue
	extends Pick<
		BullQueue,
		| 'name'
		| 'waitUntilReady'
		| 'add'
		| 'addBulk'
		| 'remove'
		| 'getJob'
		| 'getFailed'
		| 'pause'
		| 'resume'
		| 'getRateLimitTtl'
		| 'close'
	> {
	readonly backend: Pick<IQueueBackend, 'changeDelay'>;
}

/** A worker, as far as BullMQ's are alike on both backends. */
export interface JobWorker
	extends Pick<BullWorker, 'waitUntilReady' | 'rateLimit' | 'concurrency' | 'close'> {
	on(event: 'failed', listener: (job: QueueJob | undefined, error: Error) => void): unknown;
}

export type WorkerTuning = Pick<
	WorkerOptions,
	| 'concurrency'
	| 'limiter'
	| 'lockDuration'
	| 'stalledInterval'
	| 'maxStalledCount'
	| 'maximumRateLimitDelay'
	| 'settings'
>;

/** What a queue says of one of its jobs, in real time. */
export interface StoredJob {
	id: string;
	/**
	 * 'waiting' includes jobs with a priority and those of a paused queue; 'active' those whose worker
	 * died. 'ended' is every job that no worker will ever take: completed, failed, or left over from a
	 * queue of which a part was lost. It still occupies its id.
	 */
	state: 'waiting' | 'delayed' | 'active' | 'ended';
	/** Real milliseconds until a delayed job becomes due; negative when that has passed, 0 for others. */
	realMsLeft: number;
	/** Times it was started. */
	started: number;
}

/** What a queue holds. */
export interface QueueCounts {
	/** Taken next, those of a paused queue included. */
	waiting: number;
	/** Taken when none is waiting. */
	prioritized: number;
	delayed: number;
	/** Those whose worker died included. */
	active: number;
	/** Failed, and left to stand: Touchline's own leave no trace here. */
	failed: number;
	/** Nothing is taken from it until it is resumed. */
	paused: boolean;
	/** Real milliseconds for which the job that has been due for the longest has not been taken, those that yield left out; null when none is due. */
	overdueMs: number | null;
}

/** Where the queues of one installation live. Everything above it is the same on Postgres and on Redis. */
export interface QueueBackend {
	readonly kind: 'postgres' | 'redis';
	queue(name: string): JobQueue;
	worker(name: string, processor: Processor, tuning: WorkerTuning): JobWorker;
	/** Those of the jobs that exist, whatever queues they are in. */
	readJobs(jobs: Pick<NewJob, 'queue' | 'id'>[]): Promise<StoredJob[]>;
	/** All jobs of a queue, where that is much quicker than to ask for thousands of them by name; else null. */
	readAllJobs(queue: string): Promise<StoredJob[] | null>;
	/** What each of the queues holds, by name. */
	counts(queues: string[]): Promise<Map<string, QueueCounts>>;
	/** Those of the queues from which nothing is taken until they are resumed. */
	pausedAmong(queues: string[]): Promise<string[]>;
	/** Deletes those of the named jobs that have ended. */
	removeEnded(queue: string, ids: string[]): Promise<void>;
	/**
	 * Makes good what made a call fail, so that it can be made again.
	 * @throws the error, in our words where we know better, when there is nothing to make good
	 */
	recover(error: unknown): Promise<void>;
	/** Deletes every job of every queue of this installation. */
	clear(): Promise<void>;
	/** Ends the connections; queues and workers have to be closed before. */
	close(): Promise<void>;
}

export interface BackendOptions {
	/** The database that holds the data. */
	databaseUrl: string;
	/** A redis:// or rediss:// URL puts the queues there; without one they are in the database. */
	redisUrl?: string;
	/** Real milliseconds after which a database that does not answer is given up; never by default. */
	answersWithin?: number;
	/** Gets what goes wrong while nobody asks, such as a connection that breaks. */
	onError(error: Error): void;
	/** Gets one sentence about a setting that endangers the queues. */
	warn(message: string): void;
}
