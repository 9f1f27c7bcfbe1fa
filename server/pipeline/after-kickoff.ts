import type { NewJob } from '../queue/catalogue.ts';

/**
 * Work of a match that has kicked off yields to that of matches that have not: what is late can wait, and what
 * is not must not become so.
 */
export function yieldAfterKickoff(job: NewJob, kickoffAt: Date, now: Date): NewJob {
	return now >= kickoffAt ? { ...job, yields: true } : job;
}
