import { after } from '../clock.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import { NotYetError } from '../queue/outcomes.ts';
import { countOf } from '../words.ts';
import { claimedByBackfill } from './claims.ts';
import { diagnose } from './diagnosis.ts';
import { type EventCounter, SETTLEMENT } from './event-counts.ts';
import { PredictionsMissingError } from './failures.ts';
import { fingerprint } from './fingerprint.ts';
import { loadEvidence } from './investigation/evidence.ts';
import { both, matchIds, withIds } from './match-condition.ts';
import { type MatchState, matchStates } from './match-state.ts';
import { type ReconcileDeps, reconcileMatches } from './reconcile.ts';
import type { NothingToSettleOutcome, SettlementOutcome } from './settlement/outcome.ts';
import { createSettler } from './settlement/settler.ts';
import { noSuchMatch, recordNothingToSettle } from './settlement.ts';
import { BLOCKED_RETRY } from './stages.ts';

export interface SettlementJobDeps extends ReconcileDeps {
	feed: Pick<FeedPublisher, 'match' | 'topic'>;
	events: EventCounter;
}

/**
 * Makes the job that settles a match, or says why it cannot be: `nothing to settle` when no prediction is
 * owed. When some are owed and none is stored, they are asked for again, and the settlement waits for them for a
 * while; then it is a failure that names the cause. It throws:
 * - NotYetError while the match has not finished, or while predictions may still come
 * - PredictionsMissingError when predictions were owed and not one has come
 * - PermanentError when there is no such match, or no score of it
 */
export function createSettlementJob(deps: SettlementJobDeps): (matchId: string) => Promise<void> {
	const { clock, feed, events, log } = deps;
	const settle = createSettler(deps);
	return async (matchId) => {
		try {
			const settled = await settle(matchId);
			const outcome =
				settled.kind === 'no-predictions' ? await settleWithout(deps, matchId, clock.now()) : settled;
			events.count(SETTLEMENT, LABELS[outcome.kind]);
			log.info({ match: matchId, ...outcome }, 'settlement');
		} catch (error) {
			if (error instanceof NotYetError) events.count(SETTLEMENT, 'postponed');
			throw error;
		}
		feed.match(matchId);
		feed.topic('failures');
	};
}

/** What the outcomes are called in the counts. */
const LABELS = {
	settled: 'settled',
	'already-settled': 'already_settled',
	recorded: 'nothing_to_settle',
	'already-recorded': 'nothing_to_settle',
	void: 'void',
} as const satisfies Record<Exclude<Outcome['kind'], 'no-predictions' | 'has-predictions'>, string>;

type Outcome = SettlementOutcome | NothingToSettleOutcome;

async function settleWithout(
	deps: SettlementJobDeps,
	matchId: string,
	now: Date,
): Promise<Exclude<NothingToSettleOutcome, { kind: 'has-predictions' }>> {
	const [match] = await matchStates(deps, withIds([matchId]));
	if (!match) throw noSuchMatch(matchId);
	const reason = await whyNoneIsOwed(deps, match, now);
	if (reason !== null) {
		const outcome = await recordNothingToSettle(deps.db, { matchId, reason, now });
		if (outcome.kind !== 'has-predictions') return outcome;
		throw new NotYetError('A prediction has come meanwhile: it is settled.', now);
	}
	if (match.plan.stages.settlement.is === 'blocked') {
		await reconcileMatches(deps, [matchId]);
		throw new NotYetError(
			'No prediction is stored yet: they were asked for again.',
			after(now, BLOCKED_RETRY),
		);
	}
	const models = countOf(match.predictions.wanted, 'model is', 'models are');
	const message = `No prediction is stored, although ${models} enabled.`;
	throw new PredictionsMissingError(message, await causeOf(deps, matchId, message, now));
}

/** Why nobody predicted the match, and nobody will; null when predictions are owed. */
async function whyNoneIsOwed(
	{ db, windows }: SettlementJobDeps,
	{ id, predictions, plan }: MatchState,
	now: Date,
): Promise<string | null> {
	if (predictions.wanted === 0) return 'no model is enabled';
	if (plan.stages.predictions.is === 'expired')
		return `the predictions were ${plan.stages.predictions.reason}`;
	const owed = await matchIds(db, both(withIds([id]), claimedByBackfill(now, windows)));
	return owed.length > 0 ? null : 'it had kicked off before Touchline heard of it';
}

async function causeOf(
	deps: SettlementJobDeps,
	matchId: string,
	message: string,
	now: Date,
): Promise<string> {
	const failure = {
		stage: 'settlement' as const,
		matchId,
		modelId: null,
		provider: null,
		category: 'predictions_missing' as const,
		message,
		fingerprint: fingerprint(message),
		httpStatus: null,
		attempts: 1,
		lastSeenAt: now,
		until: now,
	};
	const evidence = await loadEvidence(deps, [failure]);
	return evidence.map((known) => diagnose(known).summary).join(' ');
}
