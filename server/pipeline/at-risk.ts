import { after, HOUR, MINUTE } from '../clock.ts';
import { countOf } from '../words.ts';
import { type Capacity, type CapacityDeps, readCapacity } from './capacity.ts';
import { type Expectation, expectPredictions, type PendingMatch, type ProviderCapacity } from './forecast.ts';
import { type Gap, type GapCause, gapsOf } from './gaps.ts';
import type { BatchDeps } from './match-batches.ts';
import { kickingOff } from './match-condition.ts';
import { type MatchState, matchStates } from './match-state.ts';
import type { NextAction } from './next-action.ts';
import { isVoid } from './plan.ts';
import { hasEnded } from './stage-state.ts';
import { STAGE_WORDS } from './stage-words.ts';
import { BEFORE_KICKOFF, WORKER_OF } from './stage-workers.ts';
import { dueBeforeKickoff, type StageName } from './stages.ts';
import { callState } from './work-state.ts';

/** Matches that kick off within so many hours are watched. */
export const AT_RISK_HOURS = 6;

/** How soon the kick-off of a match at risk is: within 2, 4 or 6 hours. Nothing else decides it. */
export type Severity = 'critical' | 'warning' | 'info';

/** Why a match may go unserved: a gap, or work that does not fit into the time that is left. */
export type RiskCause = GapCause | NonNullable<ProviderCapacity['stopped']> | 'too_slow';

export interface AtRisk {
	match: MatchState;
	severity: Severity;
	stage: StageName;
	cause: RiskCause;
	reason: string;
	/** When the stage is expected to be done, if that can be told. */
	expectedAt: Date | null;
	next: NextAction;
}

export type AtRiskDeps = BatchDeps & CapacityDeps;

/** The matches that kick off within 6 hours and may go unserved, in order of kick-off. */
export async function matchesAtRisk(deps: AtRiskDeps): Promise<AtRisk[]> {
	const now = deps.clock.now();
	const [coming, capacity] = await Promise.all([
		matchStates(deps, kickingOff(now, after(now, AT_RISK_HOURS * HOUR))),
		readCapacity(deps),
	]);
	return atRiskOf(coming, capacity, now);
}

/** The same of matches that are at hand; pure. Void ones and those that kick off later do not count. */
export function atRiskOf(coming: MatchState[], capacity: Capacity, now: Date): AtRisk[] {
	const soon = coming
		.filter((match) => severityOf(match.kickoffAt, now) !== null && !isVoid(match))
		.toSorted((a, b) => a.kickoffAt.getTime() - b.kickoffAt.getTime());
	const expected = expectPredictions(
		soon.map((match) => pendingOf(match, capacity, now)),
		providersFor(soon, capacity),
		now,
	);
	return soon.flatMap((match) => {
		const severity = severityOf(match.kickoffAt, now);
		const risk =
			gapRisk(match) ?? workerRisk(match, capacity) ?? timeRisk(match, capacity, expected.get(match.id));
		return severity && risk ? [{ match, severity, ...risk, next: match.plan.next }] : [];
	});
}

/** Null for a match that has kicked off, and for one that kicks off in 6 hours or later. */
export function severityOf(kickoffAt: Date, now: Date): Severity | null {
	const hours = (kickoffAt.getTime() - now.getTime()) / HOUR;
	if (hours < 0 || hours >= AT_RISK_HOURS) return null;
	return hours < 2 ? 'critical' : hours < 4 ? 'warning' : 'info';
}

type Risk = Pick<AtRisk, 'stage' | 'cause' | 'reason' | 'expectedAt'>;

function gapRisk({ plan }: MatchState): Risk | null {
	const [gap]: Gap[] = gapsOf(plan);
	return gap ? { ...gap, expectedAt: null } : null;
}

/** Nobody lives who would do it, or nobody may. */
function workerRisk({ plan }: MatchState, { workers, pausedStages }: Capacity): Risk | null {
	for (const stage of BEFORE_KICKOFF) {
		const kind = WORKER_OF[stage];
		if (hasEnded(plan.stages[stage])) continue;
		const risk = { stage, expectedAt: null };
		if (workers[kind] === 0) return { ...risk, cause: 'no_worker', reason: `no ${kind} worker is alive` };
		if (pausedStages.includes(stage)) {
			return { ...risk, cause: 'paused', reason: `the queue "${STAGE_WORDS[stage]}" is paused` };
		}
	}
	return null;
}

/** What is on its way and comes too late, or not at all. */
function timeRisk(
	{ kickoffAt }: MatchState,
	{ providers }: Capacity,
	expected: Expectation | undefined,
): Risk | null {
	if (!expected || (expected.at !== null && expected.at <= kickoffAt)) return null;
	const provider = [...providers].find(([id]) => id === expected.provider)?.[1];
	const label = provider?.label ?? expected.provider;
	const { at, calls } = expected;
	if (at === null) {
		const cause = provider?.stopped ?? 'no_worker';
		return { stage: 'predictions', cause, reason: STOPPED[cause](label), expectedAt: null };
	}
	const late = countOf(Math.ceil((at.getTime() - kickoffAt.getTime()) / MINUTE), 'minute');
	const pace = provider?.perMinute
		? `${provider.perMinute} per minute`
		: `${provider?.inFlight ?? 0} at once`;
	return {
		stage: 'predictions',
		cause: 'too_slow',
		reason: `expected ${late} after kick-off: ${countOf(calls, 'call')} to ${label}, ${pace}`,
		expectedAt: at,
	};
}

const STOPPED: Record<NonNullable<ProviderCapacity['stopped']>, (label: string) => string> = {
	no_worker: () => 'no prediction worker is alive',
	paused: (label) => `the queue of the calls to ${label} is paused`,
	refusing: (label) => `${label} answers no call`,
};

/** The calls that a match still needs, without those that are given up. */
function pendingOf(
	{ id, kickoffAt, plan, predictions }: MatchState,
	{ calls }: Capacity,
	now: Date,
): PendingMatch {
	const dueAt = dueBeforeKickoff('predictions', kickoffAt);
	const state = plan.stages.predictions;
	const startsAt = state.is === 'retrying' ? state.nextAt : state.is === 'queued' ? state.dueAt : dueAt;
	const pending = hasEnded(state)
		? []
		: predictions.missing.flatMap((prediction) => {
				const call = calls.get(prediction.modelId);
				const { is } = callState(prediction, dueAt, now);
				if (!call || is === 'failed' || is === 'expired') return [];
				return [{ ...call, notBefore: prediction.job?.dueAt ?? null }];
			});
	return { id, kickoffAt, readyAt: startsAt > now ? startsAt : now, calls: pending };
}

/** What the queues hold beside the calls of these matches is taken to come first. */
function providersFor(matches: MatchState[], { providers, calls }: Capacity): Map<string, ProviderCapacity> {
	const known = new Map<string, number>();
	for (const { predictions } of matches) {
		for (const { modelId, job } of predictions.missing) {
			const provider = calls.get(modelId)?.provider;
			if (!provider || (job?.state !== 'waiting' && job?.state !== 'active')) continue;
			known.set(provider, (known.get(provider) ?? 0) + 1);
		}
	}
	return new Map(
		[...providers].map(([id, { queued, ...provider }]) => {
			return [id, { ...provider, ahead: Math.max(0, queued - (known.get(id) ?? 0)) }];
		}),
	);
}
