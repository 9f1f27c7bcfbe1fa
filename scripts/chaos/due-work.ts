import { after, HOUR, MINUTE, SECOND } from '../../server/clock.ts';
import type { ObservedMatch, RoundState } from './state.ts';

/**
 * Work that is due and that neither a result, nor a job, nor a noted failure accounts for, in words. It is
 * worked out from the documented stages alone, without the pipeline's own plan: analysis 6 h before kick-off,
 * line-ups after it 60 min before, predictions after both 30 min before (15 min before even without them),
 * the result 110 min after, then the settlement once the predictions are in.
 */
export function missingWork(state: RoundState, matches: ObservedMatch[]): string[] {
	const jobs = new Set(state.jobs.map(({ id }) => id));
	return matches.flatMap((match) => missingOf(match, state, jobs));
}

/** Predictions that could be made now and are not: due, not stored, and no earlier stage to wait for. */
export function owedPredictions({ now }: RoundState, matches: ObservedMatch[]): number {
	return matches
		.filter((match) => predictionsAreDue(match, now))
		.reduce((owed, { missing }) => owed + missing.length, 0);
}

function missingOf(match: ObservedMatch, { now, pace }: RoundState, jobs: Set<string>): string[] {
	const { id, kickoffAt, failed } = match;
	const isDue = (lead: number) => now >= after(kickoffAt, -lead);
	const lacks = (stage: string) => !jobs.has(`${stage}-${id}`) && !failed.includes(stage);
	const missing: string[] = [];

	if (isDue(6 * HOUR) && !match.hasAnalysis && lacks('analysis')) missing.push('analysis');
	if (isDue(HOUR) && match.hasAnalysis && !match.hasLineup && lacks('lineups')) missing.push('lineups');
	if (predictionsAreDue(match, now) && lacks('predictions')) {
		const calls = match.missing.filter(
			(model) => !jobs.has(`call-${id}-${model}`) && !failed.includes(model),
		);
		if (calls.length > 0) missing.push(`${calls.length} predictions`);
	}
	if (match.status !== 'finished' && now > after(kickoffAt, RESULT_AFTER + pollSlack(pace)))
		missing.push('result');
	if (match.status === 'finished' && !isSettled(match) && match.missing.length === 0 && lacks('settlement'))
		missing.push('settlement');
	return missing.map((what) => `${what} of ${match.sourceKey}`);
}

export function isSettled({ settled, unscored }: ObservedMatch): boolean {
	return settled && unscored === 0;
}

function predictionsAreDue({ kickoffAt, hasAnalysis, hasLineup }: ObservedMatch, now: Date): boolean {
	if (now < after(kickoffAt, -30 * MINUTE)) return false;
	const lastCall = now >= after(kickoffAt, -15 * MINUTE) && now < kickoffAt;
	return (hasAnalysis && hasLineup) || lastCall;
}

const RESULT_AFTER = 110 * MINUTE;

/** The poller comes every minute of the clock, and not more often than some times a second. */
function pollSlack(pace: number): number {
	return 2 * MINUTE + pace * SECOND;
}
