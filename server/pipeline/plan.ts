import { after } from '../clock.ts';
import { VOID_STATUSES } from '../football/source.ts';
import type {
	FailureFacts,
	MatchFacts,
	MissingPrediction,
	PredictionFacts,
	SettledSource,
} from './match-facts.ts';
import { type NextAction, nextAction } from './next-action.ts';
import { patientUntil } from './patience.ts';
import { type QueueChange, queueChanges } from './queue-changes.ts';
import { hasEnded, type StageState } from './stage-state.ts';
import { dueBeforeKickoff, LAST_CALL, type StageName, type Windows } from './stages.ts';
import { callState, workState } from './work-state.ts';

export interface MatchPlan {
	stages: Record<StageName, StageState>;
	changes: QueueChange[];
	next: NextAction;
}

/**
 * Turns the facts of one match and the time into the state of its stages, the changes its queues
 * need, and its one next action. Pure: reconcile, coverage, the console and the command line all
 * read the same answer.
 */
export function plan(facts: MatchFacts, now: Date, windows: Windows): MatchPlan {
	const stages = isVoid(facts) ? voidStages(facts) : openStages(facts, now, windows);
	return { stages, changes: queueChanges(facts, stages, now), next: nextAction(facts, stages, now) };
}

/** Postponed, cancelled, abandoned and awarded matches want no work; their predictions are void. */
export function isVoid({ status }: Pick<MatchFacts, 'status'>): boolean {
	return VOID_STATUSES.some((voidStatus) => voidStatus === status);
}

function openStages(facts: MatchFacts, now: Date, windows: Windows): MatchPlan['stages'] {
	const analysis = sourceStage('analysis', facts.analysis, facts, now, windows.analysis);
	const lineups = blockedWhenDue('lineups', [['analysis', analysis]], facts, now, () =>
		sourceStage('lineups', facts.lineups, facts, now, windows.lineups),
	);
	const before: Dependency[] = isLastCall(facts, now)
		? []
		: [
				['analysis', analysis],
				['lineups', lineups],
			];
	const predictions = blockedWhenDue('predictions', before, facts, now, () =>
		predictionsStage(facts, now, windows.predictions),
	);
	return {
		analysis,
		lineups,
		predictions,
		live: liveStage(facts, now),
		settlement: settlementStage(facts, predictions, now, windows),
	};
}

function voidStages(facts: MatchFacts): MatchPlan['stages'] {
	const expired: StageState = { is: 'expired', reason: `the match is ${facts.status}`, wanted: false };
	const settled = (source: SettledSource | null) => (source ? settledState(source) : expired);
	return {
		analysis: settled(facts.analysis),
		lineups: settled(facts.lineups),
		predictions: expired,
		live: expired,
		settlement: expired,
	};
}

function settledState({ at, unavailableReason }: SettledSource): StageState {
	return unavailableReason === null ? { is: 'done', at } : { is: 'unavailable', reason: unavailableReason };
}

function sourceStage(
	stage: 'analysis' | 'lineups',
	source: SettledSource | null,
	facts: MatchFacts,
	now: Date,
	window: number,
): StageState {
	if (source) return settledState(source);
	// Once the predictions are due, the line-ups stage ends itself: no pause after a failure holds it up.
	const endsItself = stage === 'lineups' && now >= dueBeforeKickoff('predictions', facts.kickoffAt);
	const failure = endsItself ? undefined : facts.failures[stage];
	return workState(
		facts.jobs[stage],
		failure,
		dueBeforeKickoff(stage, facts.kickoffAt),
		now,
		queueFrom(facts, window),
	);
}

/** Shortly before kick-off the predictions are made with what is known; after it there is time to wait again. */
function isLastCall({ kickoffAt }: MatchFacts, now: Date): boolean {
	return now >= after(kickoffAt, -LAST_CALL) && now < kickoffAt;
}

type Dependency = [StageName, StageState];

/** A stage that is due waits for the ones before it; until then its delayed job simply stands. */
function blockedWhenDue(
	stage: 'lineups' | 'predictions',
	needs: Dependency[],
	facts: MatchFacts,
	now: Date,
	otherwise: () => StageState,
): StageState {
	const state = otherwise();
	if (hasEnded(state) || now < dueBeforeKickoff(stage, facts.kickoffAt)) return state;
	const blocker = needs.find(([, need]) => !hasEnded(need));
	return blocker ? { is: 'blocked', by: blocker[0] } : state;
}

function predictionsStage(facts: MatchFacts, now: Date, window: number): StageState {
	const { wanted, missing, stored, lastMadeAt } = facts.predictions;
	if (wanted === 0 && stored === 0) return { is: 'expired', reason: 'no model is enabled', wanted: true };
	if (missing.length === 0) return { is: 'done', at: lastMadeAt };

	const dueAt = dueBeforeKickoff('predictions', facts.kickoffAt);
	const fanOut = workState(
		facts.jobs.predictions,
		facts.failures.predictions,
		dueAt,
		now,
		queueFrom(facts, window),
	);
	if (now < dueAt || fanOut.is === 'queued' || fanOut.is === 'running') return fanOut;

	const calls = missing.map((prediction) => callState(prediction, dueAt, now));
	if (calls.some(({ is }) => is === 'missing')) return fanOut;
	if (calls.some(({ is }) => is === 'running')) return { is: 'running' };
	return calls.find(({ is }) => is === 'queued') ?? earliestRetry(calls) ?? givenUp(facts.predictions, calls);
}

/** No call that is missing will be made by itself. */
function givenUp({ missing, stored, lastMadeAt }: PredictionFacts, calls: StageState[]): StageState {
	const failed = missing.filter((_, index) => calls[index]?.is === 'failed');
	if (failed.length > 0) return { is: 'failed', reason: failedModels(failed) };
	const [cleared] = calls;
	return stored === 0 && cleared ? cleared : { is: 'done', at: lastMadeAt };
}

function earliestRetry(calls: StageState[]): StageState | undefined {
	return calls
		.filter((call) => call.is === 'retrying')
		.reduce<StageState | undefined>(
			(first, call) => (first?.is === 'retrying' && first.nextAt <= call.nextAt ? first : call),
			undefined,
		);
}

function failedModels(missing: MissingPrediction[]): string {
	const [first] = missing;
	const message = first?.failure?.message ?? 'no answer';
	return missing.length === 1 && first
		? `${first.modelId}: ${message}`
		: `${missing.length} models failed, the first with: ${message}`;
}

function liveStage(facts: MatchFacts, now: Date): StageState {
	if (facts.status === 'finished') {
		return facts.resultDoubted ? { is: 'running' } : { is: 'done', at: facts.finishedAt };
	}
	return now < facts.kickoffAt ? { is: 'not-due', dueAt: facts.kickoffAt } : { is: 'running' };
}

function settlementStage(
	facts: MatchFacts,
	predictions: StageState,
	now: Date,
	{ patience }: Windows,
): StageState {
	const { settlement, finishedAt } = facts;
	if (facts.status !== 'finished' || !finishedAt) return { is: 'not-due', dueAt: null };
	if (settlement?.stands && facts.predictions.unscored === 0) {
		return settlement.nothingToSettleReason === null
			? { is: 'done', at: settlement.at }
			: { is: 'unavailable', reason: settlement.nothingToSettleReason };
	}
	if (facts.resultDoubted) return { is: 'blocked', by: 'live' };
	const patient = now < patientUntil(facts, finishedAt, patience);
	if (patient && predictionsPending(predictions, facts.predictions.stored)) {
		return { is: 'blocked', by: 'predictions' };
	}
	return workState(facts.jobs.settlement, currentFailure(facts), finishedAt, now, finishedAt);
}

/** A settlement that failed before the newest prediction came says nothing about the next try. */
function currentFailure({ failures, predictions }: MatchFacts): FailureFacts | undefined {
	const { settlement } = failures;
	const { lastMadeAt } = predictions;
	return settlement && lastMadeAt && lastMadeAt > settlement.lastSeenAt ? undefined : settlement;
}

/** Settlement waits for predictions that are on their way, and for the first one in any case. */
function predictionsPending(predictions: StageState, stored: number): boolean {
	if (predictions.is === 'retrying' || predictions.is === 'blocked') return stored === 0;
	return predictions.is === 'queued' || predictions.is === 'running' || predictions.is === 'missing';
}

function queueFrom(facts: MatchFacts, window: number): Date {
	return after(facts.kickoffAt, -window);
}
