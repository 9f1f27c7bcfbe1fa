import { after } from '../../clock.ts';
import type { MatchState } from '../match-state.ts';
import { stageNext } from '../next-action.ts';
import { isVoid } from '../plan.ts';
import { USUAL } from '../stage-delays.ts';
import type { StageState } from '../stage-state.ts';
import { dueBeforeKickoff, STAGES, type StageName, type Windows } from '../stages.ts';

/** One stage of a match: what was due, what happened, and what is next. */
export interface StageStory {
	stage: StageName;
	state: StageState;
	/** Null while it depends on a full time that is not known, and of void matches. */
	dueAt: Date | null;
	/** From when its job stands in its queue; null for stages that follow the one before. */
	queuedFrom: Date | null;
	/** When it was begun, where that is known: the first question to a model, kick-off. */
	startedAt: Date | null;
	/** When it was done. */
	doneAt: Date | null;
	/** Milliseconds by which it came after its time, beyond what is usual; null when it was on time, or is not done. */
	lateBy: number | null;
	/** What happens next, and when; null when nothing is left to happen. */
	next: { what: string; at: Date | null } | null;
}

/** What is known of a match's work beside its state. */
export interface StoryFacts {
	/** When the first of its predictions was made. */
	firstPredictionAt: Date | null;
	/** The first scoring run; later ones follow a corrected result. */
	firstSettledAt: Date | null;
	/** When Touchline first heard of the match: nothing is late that was due before. */
	ingestedAt: Date;
}

/** The stages of a match in their order; pure. */
export function stageStories(
	match: MatchState,
	facts: StoryFacts,
	now: Date,
	windows: Windows,
): StageStory[] {
	return STAGES.map((stage) => {
		const state = match.plan.stages[stage];
		const dueAt = isVoid(match) ? null : dueOf(stage, match);
		const doneAt = doneOf(stage, match, facts);
		return {
			stage,
			state,
			dueAt,
			queuedFrom: dueAt && isWindowed(stage) ? after(match.kickoffAt, -windows[stage]) : null,
			startedAt: startOf(stage, match, facts, now),
			doneAt,
			lateBy: lateBy(stage, dueAt, doneAt, facts),
			next: stageNext(stage, match.plan.stages, match, now),
		};
	});
}

function dueOf(stage: StageName, { kickoffAt, finishedAt }: MatchState): Date | null {
	return stage === 'settlement' ? finishedAt : dueBeforeKickoff(stage, kickoffAt);
}

function isWindowed(stage: StageName): stage is 'analysis' | 'lineups' | 'predictions' {
	return stage === 'analysis' || stage === 'lineups' || stage === 'predictions';
}

function startOf(stage: StageName, match: MatchState, facts: StoryFacts, now: Date): Date | null {
	if (stage === 'predictions') return facts.firstPredictionAt;
	if (stage === 'live') return match.kickoffAt <= now && !isVoid(match) ? match.kickoffAt : null;
	return null;
}

function doneOf(stage: StageName, match: MatchState, facts: StoryFacts): Date | null {
	switch (stage) {
		case 'analysis':
		case 'lineups':
			return match[stage]?.at ?? null;
		case 'predictions':
			return match.predictions.missing.length === 0 ? match.predictions.lastMadeAt : null;
		case 'live':
			return match.finishedAt;
		case 'settlement':
			return facts.firstSettledAt;
	}
}

/** Nobody is late for full time. */
function lateBy(
	stage: StageName,
	dueAt: Date | null,
	doneAt: Date | null,
	{ ingestedAt }: StoryFacts,
): number | null {
	if (stage === 'live' || !dueAt || !doneAt) return null;
	const since = Math.max(dueAt.getTime(), ingestedAt.getTime());
	const late = doneAt.getTime() - since;
	return late > USUAL[stage] ? late : null;
}
