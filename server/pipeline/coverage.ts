import { after, HOUR } from '../clock.ts';
import { kickingOff } from './match-condition.ts';
import { type MatchState, matchStates, type StateDeps } from './match-state.ts';
import type { NextAction } from './next-action.ts';
import { isVoid, type MatchPlan } from './plan.ts';
import type { StageState } from './stage-state.ts';
import { STAGE_WORDS } from './stage-words.ts';
import { STAGES, type StageName } from './stages.ts';

/** Matches that kick off within this time are watched for gaps. */
const AT_RISK_WINDOW = 6 * HOUR;

/** Hours ahead that coverage speaks of unless asked otherwise. */
export const COVERAGE_HOURS = 48;

/** How soon the kick-off of a match with a gap is: within 2, 4 or 6 hours. */
export type Severity = 'critical' | 'warning' | 'info';

/** A stage that is not on its way. */
export interface Gap {
	stage: StageName;
	reason: string;
}

export interface AtRisk {
	match: MatchState;
	severity: Severity;
	gap: Gap;
	next: NextAction;
}

export type CoverageCount = {
	matches: number;
	covered: number;
};

export interface Coverage extends CoverageCount {
	/** Covered matches in percent, one decimal; null when there is no match. */
	percentage: number | null;
	windowHours: number;
	byStage: Record<StageName, CoverageCount>;
	atRisk: AtRisk[];
	computedAt: Date;
}

/**
 * How many of the matches that kick off in the next `windowHours` are covered: every stage done, on its
 * way, or not yet due with its job in place. Void matches want nothing and do not count.
 */
export async function coverage(deps: StateDeps, windowHours = COVERAGE_HOURS): Promise<Coverage> {
	const now = deps.clock.now();
	const states = await matchStates(deps, kickingOff(now, after(now, windowHours * HOUR)));
	return coverageOf(
		states.filter((match) => !isVoid(match)),
		now,
		windowHours,
	);
}

/** The same of matches that are at hand; pure. */
export function coverageOf(matches: MatchState[], now: Date, windowHours: number): Coverage {
	const covered = matches.filter((match) => gapsOf(match.plan).length === 0).length;
	return {
		matches: matches.length,
		covered,
		percentage: matches.length === 0 ? null : Math.round((covered / matches.length) * 1000) / 10,
		windowHours,
		byStage: countByStage(matches),
		atRisk: matches.flatMap((match) => riskOf(match, now) ?? []),
		computedAt: now,
	};
}

/** The stages of a match that nothing is bringing forward, the first one first. */
export function gapsOf({ stages }: Pick<MatchPlan, 'stages'>): Gap[] {
	return STAGES.flatMap((stage) => {
		const reason = gapReason(stages, stages[stage]);
		return reason === null ? [] : [{ stage, reason }];
	});
}

function gapReason(stages: MatchPlan['stages'], state: StageState): string | null {
	switch (state.is) {
		case 'missing':
			return 'not in the queue';
		case 'failed':
			return state.reason;
		case 'retrying':
			return state.inQueue ? null : `failed so far: ${state.reason}`;
		case 'blocked':
			// What waits for a stage that is on its way is on its way too.
			return gapReason(stages, stages[state.by]) === null ? null : `waits for the ${STAGE_WORDS[state.by]}`;
		default:
			return null;
	}
}

function riskOf(match: MatchState, now: Date): AtRisk | null {
	const [gap] = gapsOf(match.plan);
	const hours = (match.kickoffAt.getTime() - now.getTime()) / HOUR;
	if (!gap || hours < 0 || hours >= AT_RISK_WINDOW / HOUR) return null;
	const severity = hours < 2 ? 'critical' : hours < 4 ? 'warning' : 'info';
	return { match, severity, gap, next: match.plan.next };
}

function countByStage(matches: MatchState[]): Record<StageName, CoverageCount> {
	const count = (stage: StageName): CoverageCount => ({
		matches: matches.length,
		covered: matches.filter((match) => gapReason(match.plan.stages, match.plan.stages[stage]) === null)
			.length,
	});
	return {
		analysis: count('analysis'),
		lineups: count('lineups'),
		predictions: count('predictions'),
		live: count('live'),
		settlement: count('settlement'),
	};
}
