import type { WorkerKind } from '../../prisma/generated/enums.ts';
import type { League } from './league.ts';
import type { RoundTally } from './trigger.ts';

/** What an observer outside of the pipeline sees at one time. All times are the machine's, in milliseconds. */
export interface RoundState {
	at: number;
	/** The time on the replay's clock. */
	now: Date;
	/** Virtual seconds per real second. */
	pace: number;
	/** The newest heartbeat of each kind of worker. */
	beats: Partial<Record<WorkerKind, { pid: number; at: number }>>;
	/** Of the round's day, those that the pipeline has stored. */
	matches: ObservedMatch[];
	/** The work that is queued: all jobs but the mark. */
	jobs: QueuedJob[];
}

export interface ObservedMatch {
	id: string;
	sourceKey: string;
	kickoffAt: Date;
	status: string;
	hasAnalysis: boolean;
	hasLineup: boolean;
	settled: boolean;
	stored: number;
	unscored: number;
	/** Enabled models without a prediction. */
	missing: string[];
	/** What has failed and is noted as such: a stage's name, for a model call the model's id. */
	failed: string[];
}

export interface QueuedJob {
	queue: string;
	id: string;
	state: string;
	/** When a worker took it, the last time that one did; 0 for never. */
	takenAt: number;
}

/** The matches of the day that are to be played, as the source has it. */
export function toBePlayed(state: RoundState, league: League): ObservedMatch[] {
	const postponed = new Set(
		league.matches.filter((match) => match.postponed).map(({ sourceKey }) => sourceKey),
	);
	return state.matches.filter(({ sourceKey }) => !postponed.has(sourceKey));
}

export function tallyOf(state: RoundState, league: League): RoundTally {
	const played = toBePlayed(state, league);
	const sum = (count: (match: ObservedMatch) => number) =>
		played.reduce((total, match) => total + count(match), 0);
	const stored = sum((match) => match.stored);
	return {
		matches: league.matches.filter(({ postponed }) => !postponed).length,
		analyses: played.filter(({ hasAnalysis }) => hasAnalysis).length,
		predictions: { expected: stored + sum(({ missing }) => missing.length), stored },
		finished: played.filter(({ status }) => status === 'finished').length,
	};
}
