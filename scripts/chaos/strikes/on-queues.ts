import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { after, HOUR, MINUTE } from '../../../server/clock.ts';
import { loadRegistry } from '../../../server/models/registry.ts';
import { type NewJob, newJob } from '../../../server/queue/catalogue.ts';
import type { Arena } from '../arena.ts';
import type { PlannedFault } from '../plan.ts';
import type { ObservedMatch } from '../state.ts';

const DEADLOCK = '40P01';

/** Loses all queues while everybody works on them. */
export async function wipeQueues({ queues, signal }: Pick<Arena, 'queues' | 'signal'>): Promise<string> {
	while (true) {
		try {
			await queues.wipe();
			return 'all queues are empty';
		} catch (error) {
			// The workers' own statements may stand in the way of emptying all tables at once.
			if (!(error instanceof DatabaseError && error.code === DEADLOCK)) throw error;
			await sleep(50, undefined, { signal });
		}
	}
}

/** Models whose call is doubled, of each provider's queue. */
const CALLS = 6;

/**
 * Adds work of two matches by hand: each job once more under the id that the pipeline uses, and what is due
 * twice under other ids. (A copy that is not due would be postponed by the clock's pace of now, and nobody
 * corrects that for an id that the pipeline does not know.)
 */
export async function doubleJobs(
	{ queues, observer, league }: Arena,
	{ matches }: PlannedFault,
): Promise<string> {
	const keys = matches.map((place) => league.matches[place]?.sourceKey);
	const state = observer.states.at(-1);
	const known = (state?.matches ?? []).filter(({ sourceKey }) => keys.includes(sourceKey));
	const jobs = known.flatMap((match) => jobsOf(match, state?.now ?? match.kickoffAt));
	for (const [index, { job, isDue }] of jobs.entries()) {
		await queues.add(job, job.id);
		for (const copy of isDue ? ['first', 'second'] : []) await queues.add(job, `by-hand-${index}-${copy}`);
	}
	const due = jobs.filter(({ isDue }) => isDue).length;
	return `${jobs.length} jobs of ${known.length} matches again, ${due} of them twice more under other ids`;
}

function jobsOf(
	{ id: matchId, kickoffAt, status }: ObservedMatch,
	now: Date,
): { job: NewJob; isDue: boolean }[] {
	const models = loadRegistry();
	const asked = [...new Set(models.map(({ provider }) => provider))].flatMap((provider) =>
		models.filter((model) => model.provider === provider).slice(0, CALLS),
	);
	const isDue = (lead: number) => now >= after(kickoffAt, -lead);
	return [
		{ job: newJob('analysis', { matchId }), isDue: isDue(6 * HOUR) },
		{ job: newJob('lineups', { matchId }), isDue: isDue(HOUR) },
		{ job: newJob('predictions', { matchId }), isDue: isDue(30 * MINUTE) },
		...asked.map(({ id, provider }) => ({
			job: newJob('model-call', { matchId, modelId: id, provider }),
			isDue: isDue(30 * MINUTE),
		})),
		{ job: newJob('settlement', { matchId }), isDue: status === 'finished' },
	];
}
