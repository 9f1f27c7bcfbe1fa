import { after } from '../clock.ts';
import type { FailureFacts, JobFacts, MatchFacts } from './match-facts.ts';
import type { StageState } from './stage-state.ts';
import {
	DUE_TOLERANCE,
	dueBeforeKickoff,
	LONGEST_WAIT,
	QUEUED_STAGES,
	type QueuedStage,
	type StageName,
} from './stages.ts';
import { belongsTo, modelsToAsk } from './work-state.ts';

/** What has to be done to a queue so that it matches the facts. */
export interface QueueChange {
	stage: QueuedStage;
	/** 'replace' is an addition for which an ended job has to go that occupies the id. */
	change: 'add' | 'replace' | 'move' | 'drop';
	dueAt: Date;
	/** An addition of work that had used up its attempts. */
	revives: boolean;
}

/** The changes that bring a match's queues to where its stages stand. */
export function queueChanges(
	facts: MatchFacts,
	stages: Record<StageName, StageState>,
	now: Date,
): QueueChange[] {
	const changes: QueueChange[] = [];
	for (const stage of QUEUED_STAGES) {
		const state = stages[stage];
		const job = facts.jobs[stage];
		if (state.is === 'missing') {
			const revives = failuresOf(stage, facts, now).some((failure) => belongsTo(failure, state.dueAt));
			changes.push({ stage, change: job ? 'replace' : 'add', dueAt: state.dueAt, revives });
		} else if (job && job.state !== 'active') {
			const change = wantsNoJob(state) ? 'drop' : 'move';
			const dueAt = change === 'drop' ? now : rightTime(stage, job, facts, now);
			if (dueAt) changes.push({ stage, change, dueAt, revives: false });
		}
	}
	return changes;
}

/** Failures of the work that an addition to the stage's queue is about. */
function failuresOf(stage: QueuedStage, facts: MatchFacts, now: Date): FailureFacts[] {
	const ofMatch = facts.failures[stage];
	const asked = new Set(stage === 'predictions' ? modelsToAsk(facts, now) : []);
	const ofModels = facts.predictions.missing.flatMap(({ modelId, failure }) =>
		failure && asked.has(modelId) ? [failure] : [],
	);
	return ofMatch ? [ofMatch, ...ofModels] : ofModels;
}

function wantsNoJob({ is }: StageState): boolean {
	return is === 'done' || is === 'unavailable' || is === 'expired';
}

/** When a delayed job ought to be due instead; null when it is right. */
function rightTime(stage: QueuedStage, job: JobFacts, facts: MatchFacts, now: Date): Date | null {
	if (job.state !== 'delayed' || !job.dueAt) return null;
	const dueAt = stage === 'settlement' ? now : dueBeforeKickoff(stage, facts.kickoffAt);
	if (dueAt > now) return Math.abs(job.dueAt.getTime() - dueAt.getTime()) > DUE_TOLERANCE ? dueAt : null;
	// It was postponed or waits for another attempt, unless it was queued for a time that is no longer right.
	const latest = job.started > 0 ? after(now, LONGEST_WAIT) : now;
	return job.dueAt > latest ? now : null;
}
