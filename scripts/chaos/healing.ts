import { WORKER_KINDS } from '../../server/pipeline/workers-alive.ts';
import { missingWork, owedPredictions } from './due-work.ts';
import type { League } from './league.ts';
import { type RoundState, tallyOf, toBePlayed } from './state.ts';

/** When a fault ended, in machine time, and how many predictions were stored then. */
export interface FaultEnd {
	at: number;
	stored: number;
}

/**
 * Whether a fault has healed: the recovery time is from the end of the fault to the first look (ten a second)
 * at which database and queues answer and all of this holds.
 *
 * - A worker of every kind has beaten since the fault ended.
 * - The database has the fixtures of the day as the source tells them.
 * - No work that is due lacks both its result and a job (or a noted failure): see `missingWork`.
 * - No job that was running when the fault ended still is: whoever held it, dead or waiting for an answer
 *   that does not come, has finished it, or another worker has taken it over.
 * - If predictions could be made, one has been stored since.
 */
export function hasHealed(state: RoundState, end: FaultEnd, league: League): boolean {
	return stillWrong(state, end, league).length === 0;
}

/** What is left of a fault, in words. */
export function stillWrong(state: RoundState, end: FaultEnd, league: League): string[] {
	const played = toBePlayed(state, league);
	const silent = WORKER_KINDS.filter((kind) => (state.beats[kind]?.at ?? 0) <= end.at);
	const held = state.jobs.filter((job) => job.state === 'active' && job.takenAt <= end.at);
	const stored = tallyOf(state, league).predictions.stored;
	const idle = owedPredictions(state, played) > 0 && stored <= end.stored;
	return [
		...silent.map((kind) => `the ${kind} worker is silent`),
		...outdated(state, league).map((key) => `${key} is not as the source has it`),
		...missingWork(state, played).map((what) => `nobody does the ${what}`),
		...held.map(({ id }) => `${id} is held since the fault`),
		...(idle ? ['no prediction has come since'] : []),
	];
}

/** Matches whose change at the source the pipeline has not seen yet. A result that is in stays. */
function outdated(state: RoundState, league: League): string[] {
	return league.matches
		.filter(({ sourceKey, kickoffAt, postponed }) => {
			const seen = state.matches.find((match) => match.sourceKey === sourceKey);
			if (!seen || seen.status === 'finished') return !seen;
			return postponed ? seen.status !== 'postponed' : seen.kickoffAt.getTime() !== kickoffAt.getTime();
		})
		.map(({ sourceKey }) => sourceKey);
}
