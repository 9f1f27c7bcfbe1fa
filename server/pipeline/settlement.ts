import type { Database, Transaction } from '../db.ts';
import type { Score } from '../football/source.ts';
import type { Quotas } from './scoring.ts';
import { countTendencies, quotas } from './scoring.ts';
import { type FinishedMatch, lockFinishedMatch, type VoidMatch } from './settlement/finished-match.ts';
import { scorePredictions } from './settlement/score-predictions.ts';

export type SettlementOutcome =
	| { kind: 'settled'; revision: number; scored: number; quotas: Quotas; score: Score }
	/** The newest revision stands: same score, same predictions, all of them scored. */
	| { kind: 'already-settled'; revision: number }
	/** Nothing was written; `recordNothingToSettle` ends such a match for good. */
	| { kind: 'no-predictions' }
	| VoidMatch;

export type NothingToSettleOutcome =
	| { kind: 'recorded'; revision: number }
	| { kind: 'already-recorded'; revision: number }
	/** There are predictions: settle them instead. */
	| { kind: 'has-predictions' }
	| VoidMatch;

interface MatchAt {
	matchId: string;
	now: Date;
}

/** Enough for a queue behind the pool's connections and behind another settlement of the same match. */
const TRANSACTION = { maxWait: 10_000, timeout: 20_000 };

/**
 * Scores every prediction of a finished match, in one transaction: all or nothing, and once however
 * often or from how many processes it runs. A corrected result, a prediction that arrived since, or a
 * kick-off that made others of them retroactive settles the match again, as the next revision; the
 * competition's rules of that moment apply.
 * @throws NotYetError while the match has not finished
 * @throws PermanentError when there is no such match
 */
export async function settleMatch(db: Database, { matchId, now }: MatchAt): Promise<SettlementOutcome> {
	return db.$transaction(async (tx): Promise<SettlementOutcome> => {
		const match = await lockFinishedMatch(tx, matchId, now);
		if (match.kind === 'void') return match;

		const predictions = await readPredictions(tx, matchId);
		if (predictions.length === 0) return { kind: 'no-predictions' };
		const counted = countedPredictions(predictions);

		const last = await lastSettlement(tx, matchId);
		const current =
			last &&
			sameScore(last, match.score) &&
			last.predictionsCounted === counted.length &&
			predictions.every(({ settlementId }) => settlementId === last.id);
		if (current) return { kind: 'already-settled', revision: last.revision };

		return settle(tx, match, { predictions, counted, revision: nextRevision(last), now });
	}, TRANSACTION);
}

/**
 * Ends a finished match that nobody predicted, with the reason. Running it again changes nothing, and
 * predictions that arrive later are settled all the same.
 * @throws NotYetError while the match has not finished
 * @throws PermanentError when there is no such match
 */
export async function recordNothingToSettle(
	db: Database,
	{ matchId, reason, now }: MatchAt & { reason: string },
): Promise<NothingToSettleOutcome> {
	return db.$transaction(async (tx): Promise<NothingToSettleOutcome> => {
		const match = await lockFinishedMatch(tx, matchId, now);
		if (match.kind === 'void') return match;
		if ((await tx.prediction.count({ where: { matchId } })) > 0) return { kind: 'has-predictions' };

		const last = await lastSettlement(tx, matchId);
		if (last && sameScore(last, match.score)) return { kind: 'already-recorded', revision: last.revision };

		const { revision } = await tx.settlement.create({
			data: {
				...settlementData(match, nextRevision(last), now),
				predictionsScored: 0,
				predictionsCounted: 0,
				nothingToSettleReason: reason,
			},
		});
		return { kind: 'recorded', revision };
	}, TRANSACTION);
}

type StoredPrediction = Awaited<ReturnType<typeof readPredictions>>[number];

async function settle(
	tx: Transaction,
	match: FinishedMatch,
	run: { predictions: StoredPrediction[]; counted: StoredPrediction[]; revision: number; now: Date },
): Promise<SettlementOutcome> {
	const { score } = match;
	const tendencies = countTendencies(
		run.counted.map(({ homeGoals, awayGoals }) => ({ home: homeGoals, away: awayGoals })),
	);
	const matchQuotas = quotas(tendencies, match.quotaRange);
	const { id, revision } = await tx.settlement.create({
		data: {
			...settlementData(match, run.revision, run.now),
			predictionsScored: run.predictions.length,
			predictionsCounted: run.counted.length,
			quotaHome: matchQuotas.home,
			quotaDraw: matchQuotas.draw,
			quotaAway: matchQuotas.away,
		},
	});
	const scored = await scorePredictions(tx, {
		settlementId: id,
		matchId: match.id,
		score,
		quotas: matchQuotas,
		bonusRule: match.bonusRule,
	});
	return { kind: 'settled', revision, scored, quotas: matchQuotas, score };
}

function readPredictions(tx: Transaction, matchId: string) {
	return tx.prediction.findMany({
		where: { matchId },
		select: { homeGoals: true, awayGoals: true, retroactive: true, settlementId: true },
	});
}

/** The predictions that make the quotas: those made on time; where there are none, the retroactive ones. */
function countedPredictions(predictions: StoredPrediction[]): StoredPrediction[] {
	const onTime = predictions.filter(({ retroactive }) => !retroactive);
	return onTime.length > 0 ? onTime : predictions;
}

function lastSettlement(tx: Transaction, matchId: string) {
	return tx.settlement.findFirst({ where: { matchId }, orderBy: { revision: 'desc' } });
}

function sameScore(settlement: { homeScore: number; awayScore: number }, score: Score): boolean {
	return settlement.homeScore === score.home && settlement.awayScore === score.away;
}

function nextRevision(last: { revision: number } | null): number {
	return (last?.revision ?? 0) + 1;
}

function settlementData(match: FinishedMatch, revision: number, now: Date) {
	return {
		matchId: match.id,
		revision,
		settledAt: now,
		homeScore: match.score.home,
		awayScore: match.score.away,
		scoreCounts: match.scoreCounts,
	};
}
