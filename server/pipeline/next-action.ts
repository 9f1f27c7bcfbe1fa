import { after, MINUTE } from '../clock.ts';
import type { MatchFacts } from './match-facts.ts';
import type { StageState } from './stage-state.ts';
import { STAGES, type StageName } from './stages.ts';

/** The one thing that happens next to a match, in words, and when. */
export interface NextAction {
	stage: StageName | null;
	what: string;
	/** Null when nothing is left to happen, or nothing happens by itself. */
	at: Date | null;
}

/** How long a match usually takes from kick-off to full time, the break included. */
const USUAL_DURATION = 110 * MINUTE;

/** The first stage that has not ended says what happens next. */
export function nextAction(facts: MatchFacts, stages: Record<StageName, StageState>, now: Date): NextAction {
	for (const stage of STAGES) {
		const action = nextOf(stage, stages, facts, now);
		if (action) return { stage, ...action };
	}
	return { stage: null, what: closing(facts, stages.settlement), at: null };
}

/** What one stage does next; null when nothing of it is left to happen by itself or by hand. */
export function stageNext(
	stage: StageName,
	stages: Record<StageName, StageState>,
	facts: MatchFacts,
	now: Date,
): Omit<NextAction, 'stage'> | null {
	return nextOf(stage, stages, facts, now);
}

function nextOf(
	stage: StageName,
	stages: Record<StageName, StageState>,
	facts: MatchFacts,
	now: Date,
): Omit<NextAction, 'stage'> | null {
	const state = stages[stage];
	const name = work(stage, facts);
	switch (state.is) {
		case 'done':
		case 'unavailable':
		case 'expired':
			return null;
		case 'not-due':
			return { what: name, at: state.dueAt };
		case 'queued':
			return { what: name, at: state.dueAt };
		case 'running':
			return stage === 'live' ? underWay(facts, now) : { what: `${name}, running now`, at: now };
		case 'retrying':
			return { what: `${name}, another try`, at: state.nextAt };
		case 'failed':
			return stage === 'settlement' || stage === 'predictions'
				? { what: `${name} failed: retry it`, at: null }
				: null;
		case 'blocked':
			return {
				what: `${name} as soon as ${state.by === 'predictions' ? 'the predictions are' : `${work(state.by, facts)} is`} there`,
				at: nextOf(state.by, stages, facts, now)?.at ?? now,
			};
		case 'missing':
			return { what: `${name}, queued by the next sweep`, at: notBefore(now, state.dueAt) };
	}
}

function underWay({ status, kickoffAt }: MatchFacts, now: Date): Omit<NextAction, 'stage'> {
	if (status === 'finished') return { what: 'the source is asked once more about the result', at: now };
	if (status === 'scheduled') return { what: 'kick-off, which the source has not told yet', at: now };
	return { what: 'full time', at: notBefore(now, after(kickoffAt, USUAL_DURATION)) };
}

function notBefore(now: Date, time: Date): Date {
	return time > now ? time : now;
}

function work(stage: StageName, facts: MatchFacts): string {
	switch (stage) {
		case 'analysis':
			return 'analysis';
		case 'lineups':
			return 'line-ups';
		case 'predictions': {
			const models = facts.predictions.missing.length;
			return `predictions from ${models} ${models === 1 ? 'model' : 'models'}`;
		}
		case 'live':
			return 'kick-off';
		case 'settlement':
			return 'settlement';
	}
}

function closing({ status }: MatchFacts, settlement: StageState): string {
	if (settlement.is === 'done') return 'settled, nothing left to do';
	if (settlement.is === 'unavailable') return `nothing to settle: ${settlement.reason}`;
	return `nothing: the match is ${status}`;
}
