import { after } from '../clock.ts';
import type { FailureFacts, JobFacts, MatchFacts, MissingPrediction } from './match-facts.ts';
import { revivalAt } from './revival.ts';
import type { StageState } from './stage-state.ts';
import { DUE_TOLERANCE, dueBeforeKickoff } from './stages.ts';

/**
 * Where a piece of work stands that has no result yet, from its job and its failure.
 * @param queueFrom when it may be put into its queue
 */
export function workState(
	job: JobFacts | undefined,
	failure: FailureFacts | undefined,
	dueAt: Date,
	now: Date,
	queueFrom: Date,
): StageState {
	if (job?.state === 'active') return { is: 'running' };
	if (job?.state === 'waiting') return { is: 'queued', dueAt };
	if (job?.state === 'delayed') {
		const nextAt = job.dueAt ?? dueAt;
		return job.started > 0 && now >= dueAt
			? { is: 'retrying', nextAt, reason: failure?.message ?? 'postponed', inQueue: true }
			: { is: 'queued', dueAt: nextAt };
	}
	if (failure && belongsTo(failure, dueAt)) {
		const nextAt = revivalAt(failure);
		if (nextAt === null && failure.clearedBecause !== null) {
			return { is: 'expired', reason: `cleared by an operator: ${failure.clearedBecause}`, wanted: false };
		}
		if (nextAt === null) return { is: 'failed', reason: failure.message };
		if (nextAt > now) return { is: 'retrying', nextAt, reason: failure.message, inQueue: false };
	}
	return now < queueFrom ? { is: 'not-due', dueAt } : { is: 'missing', dueAt };
}

/** A failure from before the work was due belongs to a kick-off that the match no longer has. */
export function belongsTo({ lastSeenAt }: FailureFacts, dueAt: Date): boolean {
	return lastSeenAt >= after(dueAt, -DUE_TOLERANCE);
}

/** Where the call of one model stands. */
export function callState({ job, failure }: MissingPrediction, dueAt: Date, now: Date): StageState {
	return workState(job ?? undefined, failure ?? undefined, dueAt, now, dueAt);
}

/** Enabled models without a prediction that nothing in the queue and no failure accounts for. */
export function modelsToAsk(facts: MatchFacts, now: Date): string[] {
	const dueAt = dueBeforeKickoff('predictions', facts.kickoffAt);
	return facts.predictions.missing
		.filter((prediction) => callState(prediction, dueAt, now).is === 'missing')
		.map(({ modelId }) => modelId);
}
