import { Prisma } from '../../prisma/generated/client.ts';
import { after } from '../clock.ts';
import type { MatchCondition } from './match-condition.ts';
import type { MatchState, StateDeps } from './match-state.ts';
import type { NextAction } from './next-action.ts';
import type { MatchPlan } from './plan.ts';

/** One match as lists show it. */
export interface MatchSummary {
	id: string;
	competition: string;
	home: string;
	away: string;
	kickoffAt: Date;
	/** False when the source gave a date without a time. */
	kickoffConfirmed: boolean;
	status: MatchState['status'];
	/** Minute of play while live. */
	minute: number | null;
	homeGoals: number | null;
	awayGoals: number | null;
	stages: MatchPlan['stages'];
	next: NextAction;
	predictions: { stored: number; wanted: number; retroactive: number };
}

/**
 * Matches that Touchline serves or has served. Those that were over before it heard of them are history:
 * they feed later analyses, and nothing is missing from them.
 */
export function served({ clock, windows }: Pick<StateDeps, 'clock' | 'windows'>): MatchCondition {
	return Prisma.sql`(
		m.status <> 'finished' OR m."ingestedAt" < m."kickoffAt"
		OR m."kickoffAt" > ${after(clock.now(), -windows.lookBack)}
		OR EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id)
		OR EXISTS (SELECT FROM "Settlement" s WHERE s."matchId" = m.id)
	)`;
}

export function summarize(match: MatchState): MatchSummary {
	const { id, competition, home, away, kickoffAt, kickoffConfirmed } = match;
	const { status, minute, homeGoals, awayGoals } = match;
	const { stored, wanted, retroactive } = match.predictions;
	return {
		id,
		competition,
		home,
		away,
		kickoffAt,
		kickoffConfirmed,
		status,
		minute,
		homeGoals,
		awayGoals,
		stages: match.plan.stages,
		next: match.plan.next,
		predictions: { stored, wanted, retroactive },
	};
}
