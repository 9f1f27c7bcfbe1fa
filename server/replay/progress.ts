import { Prisma } from '../../prisma/generated/client.ts';
import { type MatchState, matchStates, type StateDeps } from '../pipeline/match-state.ts';
import { isVoid } from '../pipeline/plan.ts';
import { hasEnded } from '../pipeline/stage-state.ts';
import { dueBeforeKickoff } from '../pipeline/stages.ts';
import type { ReplayPlan } from './replay.ts';

/** How far a replay has come, counted over the matches of its day. */
export interface ReplayProgress {
	matches: number;
	finished: number;
	/** Postponed, cancelled, abandoned and awarded matches expect none. */
	predictions: { expected: number; stored: number; onTime: number; retroactive: number };
	/** Matches whose predictions are all scored. */
	settled: number;
	/** Predictions without points. */
	unscored: number;
	/** Open failures. */
	failures: number;
	/** Predictions that are due, not stored, and not given up. */
	owed: number;
	/** Nothing more will happen by itself. */
	over: boolean;
	/** Why matches are not settled although it is over; one sentence each. */
	unsettled: string[];
}

/** Of a day without a match that could be replayed. */
export const NO_PROGRESS: ReplayProgress = {
	matches: 0,
	finished: 0,
	predictions: { expected: 0, stored: 0, onTime: 0, retroactive: 0 },
	settled: 0,
	unscored: 0,
	failures: 0,
	owed: 0,
	over: true,
	unsettled: [],
};

/** Counts from the same facts and plans that the pipeline works by. */
export async function replayProgress(
	deps: StateDeps,
	replay: Pick<ReplayPlan, 'competitionId' | 'date'>,
): Promise<ReplayProgress> {
	const matches = await matchStates(deps, onDay(replay));
	const now = deps.clock.now();
	const wanted = matches.filter((match) => !isVoid(match));
	const sum = (count: (match: MatchState) => number) =>
		wanted.reduce((total, match) => total + count(match), 0);
	const open = wanted.filter(({ plan }) => plan.stages.settlement.is !== 'done');

	return {
		matches: matches.length,
		finished: matches.filter(({ status }) => status === 'finished').length,
		predictions: {
			expected: sum(({ predictions }) => predictions.wanted),
			stored: sum(({ predictions }) => predictions.stored),
			onTime: sum(({ predictions }) => predictions.stored - predictions.retroactive),
			retroactive: sum(({ predictions }) => predictions.retroactive),
		},
		settled: wanted.length - open.length,
		unscored: sum(({ predictions }) => predictions.unscored),
		failures: sum(openFailures),
		owed: sum((match) => owedBy(match, now)),
		over: matches.length > 0 && matches.every(({ plan }) => Object.values(plan.stages).every(hasEnded)),
		unsettled: open.map(
			({ home, away, plan }) => `${home} against ${away} is not settled: ${plan.next.what}`,
		),
	};
}

/** The matches of a local date of their league. */
export function onDay({ competitionId, date }: Pick<ReplayPlan, 'competitionId' | 'date'>): Prisma.Sql {
	return Prisma.sql`m."competitionId" = ${competitionId}
		AND (m."kickoffAt" AT TIME ZONE c."timeZone")::date = ${date}::date`;
}

function openFailures({ failures, predictions }: MatchState): number {
	return Object.keys(failures).length + predictions.missing.filter(({ failure }) => failure !== null).length;
}

function owedBy({ kickoffAt, predictions, plan }: MatchState, now: Date): number {
	const due = now >= dueBeforeKickoff('predictions', kickoffAt);
	return due && !hasEnded(plan.stages.predictions) ? predictions.missing.length : 0;
}
