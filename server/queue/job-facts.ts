import { after, type Clock } from '../clock.ts';
import type { JobFacts } from '../pipeline/match-facts.ts';
import type { StoredJob } from './backend.ts';

/** What is told of jobs, by their ids; times are the pipeline's. */
export function factsOf(jobs: StoredJob[], clock: Clock): Map<string, JobFacts> {
	const [now, realMs] = [clock.now(), clock.realMs(1)];
	const facts = new Map<string, JobFacts>();
	for (const { id, state, realMsLeft, started } of jobs) {
		const dueAt = state === 'delayed' ? after(now, realMsLeft / realMs) : null;
		facts.set(id, { state, dueAt, started });
	}
	return facts;
}
