import { ErrorCode } from 'bullmq';
import pLimit from 'p-limit';
import type { Clock } from '../clock.ts';
import { groupBy } from '../group-by.ts';
import type { JobFacts } from '../pipeline/match-facts.ts';
import type { JobQueue, QueueBackend, QueueCounts } from './backend.ts';
import { MARK_QUEUE, MATCH_QUEUES, type NewJob } from './catalogue.ts';
import { endOf, type FailedJob, failedJob } from './failed-job.ts';
import { factsOf } from './job-facts.ts';
import { realDelay, storedForm } from './stored-form.ts';

/** Looks for jobs in their queues. */
export interface JobInspector {
	/** Queues of which every job is at hand: nobody has to name theirs. */
	readonly atHand: ReadonlySet<string>;
	/** What is told of those of the jobs that their queues hold, and of all that are at hand, by job id. */
	inspect(jobs: Pick<NewJob, 'queue' | 'id'>[]): Promise<Pick<ReadonlyMap<string, JobFacts>, 'get'>>;
}

/** The enqueuing side of the queues; it knows the catalogue's jobs and none of their handlers. */
export interface Queues extends JobInspector {
	/** Where they live. */
	readonly backend: QueueBackend['kind'];
	/** Queues each job once: one that its queue already holds, in whatever state, is left as it is. */
	add(jobs: NewJob[]): Promise<void>;
	/** Queues jobs anew whose ids ended ones occupy; those that have not ended are left as they are. */
	replace(jobs: NewJob[]): Promise<void>;
	/** Changes when delayed jobs are due; a job that is gone or running is left alone. */
	move(jobs: NewJob[]): Promise<void>;
	/** Takes jobs out; one that is running ends by itself. */
	drop(jobs: NewJob[]): Promise<void>;
	/** Those of the jobs that their queues hold, by job id. */
	inspect(jobs: Pick<NewJob, 'queue' | 'id'>[]): Promise<Map<string, JobFacts>>;
	/** The same of thousands of jobs, for those who ask for them part by part: what the named queues hold now is read once. */
	snapshot(queues: readonly string[]): Promise<JobInspector>;
	counts(queue: string): Promise<QueueCounts>;
	/** The same of some queues, which are asked together: the counts of each by its name. */
	countsOf(queues: readonly string[]): Promise<(queue: string) => QueueCounts>;
	/** Lets nothing be taken from a queue, or lets it be taken again; what is running ends. */
	setPaused(queue: string, paused: boolean): Promise<void>;
	/** Those of the queues that are paused. */
	pausedAmong(queues: string[]): Promise<string[]>;
	/**
	 * Real milliseconds until jobs of a queue may start again, because its limit is used up or the other side asked to wait;
	 * 0 when they may now.
	 * @param perMinute how many may start per minute; 0 is no limit
	 */
	limitedFor(queue: string, perMinute: number): Promise<number>;
	/** The queue itself, for those who look into its depths. */
	open(queue: string): Promise<JobQueue>;
	/** Leaves the mark that is lost when the queues lose their jobs. */
	mark(): Promise<void>;
	isMarked(): Promise<boolean>;
	/** Jobs about matches that failed and that nobody took away, the newest first. */
	failed(most: number): Promise<FailedJob[]>;
	/** Takes failed jobs away. */
	discard(jobs: Pick<FailedJob, 'queue' | 'id'>[]): Promise<void>;
	close(): Promise<void>;
}

/** More jobs than a worker could start within a minute. */
const ANY_LIMIT = 1_000_000_000;

/** Jobs that go into a queue with one statement. */
const CHUNK = 1_000;

/** So many go one by one: in Postgres the statement for many makes tables of its own. */
const FEW = 4;

/** Calls about single jobs that are on their way at once. */
const AT_ONCE = 20;

export function createQueues(backend: QueueBackend, clock: Clock): Queues {
	const open = new Map<string, JobQueue>();

	async function queueNamed(name: string): Promise<JobQueue> {
		const queue = open.get(name) ?? backend.queue(name);
		open.set(name, queue);
		try {
			await queue.waitUntilReady();
			return queue;
		} catch (error) {
			// BullMQ never tries again to open a queue that it could not open: the next call takes a new one.
			open.delete(name);
			throw error;
		}
	}

	/** Does the work once more when the backend could make good what went wrong. */
	async function recovering<Result>(work: () => Promise<Result>): Promise<Result> {
		try {
			return await work();
		} catch (error) {
			await backend.recover(error);
			return work();
		}
	}

	/** Does the work for each queue that the jobs go to, all queues at once. */
	async function eachQueue<Job extends Pick<NewJob, 'queue'>>(
		jobs: Job[],
		work: (queue: JobQueue, members: Job[]) => Promise<void>,
	) {
		const byQueue = groupBy(jobs, ({ queue }) => queue);
		await Promise.all(
			[...byQueue].map(([name, members]) => recovering(async () => work(await queueNamed(name), members))),
		);
	}

	async function add(queue: JobQueue, jobs: NewJob[]): Promise<void> {
		if (jobs.length <= FEW) {
			for (const { name, data, opts } of jobs.map((job) => storedForm(job, clock))) {
				await queue.add(name, data, opts);
			}
			return;
		}
		for (let start = 0; start < jobs.length; start += CHUNK) {
			await queue.addBulk(jobs.slice(start, start + CHUNK).map((job) => storedForm(job, clock)));
		}
	}

	async function inspect(jobs: Pick<NewJob, 'queue' | 'id'>[]): Promise<Map<string, JobFacts>> {
		if (jobs.length === 0) return new Map();
		const names = new Set(jobs.map(({ queue }) => queue));
		const stored = await recovering(async () => {
			await Promise.all([...names].map(queueNamed));
			return backend.readJobs(jobs);
		});
		return factsOf(stored, clock);
	}

	async function countsOf(names: readonly string[]): Promise<(queue: string) => QueueCounts> {
		const counts = await recovering(() => backend.counts([...names]));
		return (queue) => {
			const ofQueue = counts.get(queue);
			if (!ofQueue) throw new Error(`The jobs of ${queue} were not counted.`);
			return ofQueue;
		};
	}

	return {
		backend: backend.kind,

		add: (jobs) => eachQueue(jobs, add),

		async replace(jobs) {
			await eachQueue(jobs, async (queue, members) => {
				await backend.removeEnded(queue.name, idsOf(members));
				await add(queue, members);
			});
		},

		async move(jobs) {
			await eachQueue(jobs, async (queue, members) => {
				const stored = await backend.readJobs(members);
				const delayed = new Set(stored.filter(({ state }) => state === 'delayed').map(({ id }) => id));
				await eachAtOnce(
					members.filter(({ id }) => delayed.has(id)),
					(job) => changeDelay(queue, job.id, realDelay(job, clock)),
				);
			});
		},

		async drop(jobs) {
			await eachQueue(jobs, (queue, members) => eachAtOnce(members, ({ id }) => queue.remove(id)));
		},

		atHand: new Set(),
		inspect,

		async snapshot(names) {
			const read = await Promise.all(
				names.map((name) =>
					recovering(async () => {
						await queueNamed(name);
						const jobs = await backend.readAllJobs(name);
						return jobs && { name, jobs };
					}),
				),
			);
			const known = read.filter((queue) => queue !== null);
			// An id names its job in all queues.
			const all = factsOf(
				known.flatMap(({ jobs }) => jobs),
				clock,
			);
			return {
				atHand: new Set(known.map(({ name }) => name)),
				async inspect(jobs) {
					if (jobs.length === 0) return all;
					const found = await inspect(jobs);
					return { get: (id) => found.get(id) ?? all.get(id) };
				},
			};
		},

		counts: async (queue) => (await countsOf([queue]))(queue),
		countsOf,

		setPaused: (name, paused) =>
			recovering(async () => {
				const queue = await queueNamed(name);
				await (paused ? queue.pause() : queue.resume());
			}),

		pausedAmong: (names) => recovering(() => backend.pausedAmong(names)),

		limitedFor: (name, perMinute) =>
			recovering(async () => {
				const queue = await queueNamed(name);
				// A provider that asks to wait counts as more calls than any limit allows.
				return Math.max(0, await queue.getRateLimitTtl(perMinute || ANY_LIMIT));
			}),

		open: (name) => recovering(() => queueNamed(name)),

		async mark() {
			await recovering(async () => (await queueNamed(MARK_QUEUE)).add(MARK, {}, { jobId: MARK }));
		},

		async isMarked() {
			const [mark] = await recovering(async () => {
				await queueNamed(MARK_QUEUE);
				return backend.readJobs([{ queue: MARK_QUEUE, id: MARK }]);
			});
			return mark !== undefined;
		},

		async failed(most) {
			const perQueue = await Promise.all(
				MATCH_QUEUES.map((name) => recovering(async () => (await queueNamed(name)).getFailed(0, most - 1))),
			);
			const newest = perQueue.flat().sort((a, b) => endOf(b) - endOf(a));
			return newest.slice(0, most).map((job) => failedJob(job, clock));
		},

		async discard(jobs) {
			for (const [queue, members] of groupBy(jobs, (job) => job.queue)) {
				await recovering(() => backend.removeEnded(queue, idsOf(members)));
			}
		},

		async close() {
			await Promise.all([...open.values()].map((queue) => queue.close()));
		},
	};
}

/** Name and id of the job in `MARK_QUEUE`. */
const MARK = 'mark';

const idsOf = (jobs: { id: string }[]) => jobs.map(({ id }) => id);

async function eachAtOnce(jobs: NewJob[], work: (job: NewJob) => Promise<unknown>): Promise<void> {
	const limit = pLimit(AT_ONCE);
	await Promise.all(jobs.map((job) => limit(work, job)));
}

/** A job that was started or taken out a moment ago is not delayed any more. */
async function changeDelay(queue: JobQueue, id: string, delay: number): Promise<void> {
	try {
		await queue.backend.changeDelay(id, delay);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		if (code !== ErrorCode.JobNotExist && code !== ErrorCode.JobNotInState) throw error;
	}
}
