import { after, type Clock } from '../clock.ts';
import type { JobFacts } from '../pipeline/match-facts.ts';
import type { QueueBackend, StoredJob } from './backend.ts';
import type { NewJob } from './catalogue.ts';

/** The enqueuing side of the queues; it knows the catalogue's jobs and none of their handlers. */
export interface Queues {
	/** Queues each job once: one that its queue already holds, in whatever state, is left as it is. */
	add(jobs: NewJob[]): Promise<void>;
	/** Changes when delayed jobs are due; a job that is gone or running is left alone. */
	move(jobs: NewJob[]): Promise<void>;
	/** Takes jobs out; one that is running ends by itself. */
	drop(jobs: NewJob[]): Promise<void>;
	/** Those of the jobs that wait, are delayed or run, by job id. */
	inspect(jobs: NewJob[]): Promise<Map<string, JobFacts>>;
	counts(queue: string): Promise<QueueCounts>;
	close(): Promise<void>;
}

export interface QueueCounts {
	waiting: number;
	delayed: number;
	active: number;
}

export function createQueues(backend: QueueBackend, clock: Clock): Queues {
	const open = new Map<string, ReturnType<QueueBackend['queue']>>();

	async function queueNamed(name: string) {
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

	return {
		async add(jobs) {
			await eachQueue(jobs, async (queue, members) => {
				const opened = await queueNamed(queue);
				await opened.addBulk(members.map((job) => storedForm(job, clock)));
			});
		},

		async move(jobs) {
			for (const job of jobs) {
				const queue = await queueNamed(job.queue);
				const stored = await queue.getJob(job.id);
				if (stored && (await stored.isDelayed())) await stored.changeDelay(realDelay(job, clock));
			}
		},

		async drop(jobs) {
			for (const job of jobs) {
				const queue = await queueNamed(job.queue);
				const stored = await queue.getJob(job.id);
				if (stored && !(await stored.isActive())) await stored.remove();
			}
		},

		async inspect(jobs) {
			const facts = new Map<string, JobFacts>();
			await eachQueue(jobs, async (queue, members) => {
				for (const stored of await backend.readJobs(
					queue,
					members.map(({ id }) => id),
				)) {
					const fact = jobFacts(stored, clock);
					if (fact) facts.set(stored.id, fact);
				}
			});
			return facts;
		},

		async counts(queue) {
			const opened = await queueNamed(queue);
			const counts = await opened.getJobCounts('waiting', 'prioritized', 'delayed', 'active');
			return {
				waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
				delayed: counts.delayed ?? 0,
				active: counts.active ?? 0,
			};
		},

		async close() {
			await Promise.all([...open.values()].map((queue) => queue.close()));
		},
	};
}

async function eachQueue(jobs: NewJob[], work: (queue: string, members: NewJob[]) => Promise<void>) {
	const names = [...new Set(jobs.map(({ queue }) => queue))];
	await Promise.all(
		names.map((name) =>
			work(
				name,
				jobs.filter(({ queue }) => queue === name),
			),
		),
	);
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

function jobFacts({ state, realMsLeft, started }: StoredJob, clock: Clock): JobFacts | null {
	switch (state) {
		case 'active':
		case 'waiting':
			return { state, dueAt: null, started };
		case 'delayed':
			return { state, dueAt: after(clock.now(), realMsLeft / clock.realMs(1)), started };
		case 'failed':
		case 'completed':
			return null;
	}
}
