import { ErrorCode } from 'bullmq';
import pLimit from 'p-limit';
import { after, type Clock } from '../clock.ts';
import type { JobFacts } from '../pipeline/match-facts.ts';
import type { JobQueue, QueueBackend, QueueCounts, StoredJob } from './backend.ts';
import type { NewJob } from './catalogue.ts';

/** The enqueuing side of the queues; it knows the catalogue's jobs and none of their handlers. */
export interface Queues {
	/** Queues each job once: one that its queue already holds, in whatever state, is left as it is. */
	add(jobs: NewJob[]): Promise<void>;
	/** Queues jobs anew whose ids ended ones occupy; those that have not ended are left as they are. */
	replace(jobs: NewJob[]): Promise<void>;
	/** Changes when delayed jobs are due; a job that is gone or running is left alone. */
	move(jobs: NewJob[]): Promise<void>;
	/** Takes jobs out; one that is running ends by itself. */
	drop(jobs: NewJob[]): Promise<void>;
	/** Those of the jobs that their queues hold, by job id. */
	inspect(jobs: NewJob[]): Promise<Map<string, JobFacts>>;
	counts(queue: string): Promise<QueueCounts>;
	close(): Promise<void>;
}

/** Jobs that go into a queue with one statement. */
const CHUNK = 1_000;

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
	async function eachQueue(jobs: NewJob[], work: (queue: JobQueue, members: NewJob[]) => Promise<void>) {
		const names = [...new Set(jobs.map(({ queue }) => queue))];
		const membersOf = (name: string) => jobs.filter(({ queue }) => queue === name);
		await Promise.all(
			names.map((name) => recovering(async () => work(await queueNamed(name), membersOf(name)))),
		);
	}

	async function add(queue: JobQueue, jobs: NewJob[]): Promise<void> {
		for (let start = 0; start < jobs.length; start += CHUNK) {
			await queue.addBulk(jobs.slice(start, start + CHUNK).map((job) => storedForm(job, clock)));
		}
	}

	return {
		add: (jobs) => eachQueue(jobs, add),

		async replace(jobs) {
			await eachQueue(jobs, async (queue, members) => {
				await backend.removeEnded(queue.name, idsOf(members));
				await add(queue, members);
			});
		},

		async move(jobs) {
			await eachQueue(jobs, async (queue, members) => {
				const stored = await backend.readJobs(queue.name, idsOf(members));
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

		async inspect(jobs) {
			const facts = new Map<string, JobFacts>();
			await eachQueue(jobs, async (queue, members) => {
				for (const stored of await backend.readJobs(queue.name, idsOf(members))) {
					facts.set(stored.id, jobFacts(stored, clock));
				}
			});
			return facts;
		},

		counts: (queue) => recovering(() => backend.counts(queue)),

		async close() {
			await Promise.all([...open.values()].map((queue) => queue.close()));
		},
	};
}

const idsOf = (jobs: NewJob[]) => jobs.map(({ id }) => id);

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

function storedForm(job: NewJob, clock: Clock) {
	return {
		name: job.name,
		data: job.payload,
		opts: {
			jobId: job.id,
			delay: realDelay(job, clock),
			attempts: job.attempts,
			backoff: { type: 'pipeline' },
			// Results say what is done and failures what is not: no finished job may stay to block its id.
			removeOnComplete: true,
			removeOnFail: true,
		},
	};
}

function realDelay({ dueAt }: NewJob, clock: Clock): number {
	return dueAt ? Math.ceil(clock.realMs(dueAt.getTime() - clock.now().getTime())) : 0;
}

function jobFacts({ state, realMsLeft, started }: StoredJob, clock: Clock): JobFacts {
	const dueAt = state === 'delayed' ? after(clock.now(), realMsLeft / clock.realMs(1)) : null;
	return { state, dueAt, started };
}
