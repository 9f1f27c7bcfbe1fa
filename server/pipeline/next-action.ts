import type { MatchFacts } from './match-facts.ts';
import type { StageState } from './stage-state.ts';
import { STAGES, type StageName } from './stages.ts';

/** The one thing that happens next to a match, in words, and when. */
export interface NextAction {
	stage: StageName | null;
	what: string;
	/** Null when it happens as soon as it can, or when nothing is left to happen. */
	at: Date | null;
}

/** The first stage that has not ended says what happens next. */
export function nextAction(facts: MatchFacts, stages: Record<StageName, StageState>): NextAction {
	for (const stage of STAGES) {
		const action = nextOf(stage, stages[stage], facts);
		if (action) return { stage, ...action };
	}
	return { stage: null, what: closing(facts, stages.settlement), at: null };
}

function nextOf(stage: StageName, state: StageState, facts: MatchFacts): Omit<NextAction, 'stage'> | null {
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
			return { what: stage === 'live' ? 'full time' : `${name}, running now`, at: null };
		case 'retrying':
			return { what: `${name}, another try`, at: state.nextAt };
		case 'failed':
			return stage === 'settlement' || stage === 'predictions'
				? { what: `${name} failed: retry it`, at: null }
				: null;
		case 'blocked':
			return {
				what: `${name} as soon as ${state.by === 'predictions' ? 'the predictions are' : `${work(state.by, facts)} is`} there`,
				at: null,
			};
		case 'missing':
			return { what: `${name}, queued by the next sweep`, at: state.dueAt };
	}
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
