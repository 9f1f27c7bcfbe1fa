import { machineTime } from '../../clock.ts';
import type { Transaction } from '../../db.ts';
import { recordAction } from '../audit.ts';
import type { Quotas } from '../scoring.ts';
import type { FinishedMatch } from './judge-match.ts';
import { total } from './read-matches.ts';
import { scorePredictions } from './score-predictions.ts';

/** The next revision of a match. */
export interface Revision {
	match: FinishedMatch;
	number: number;
	/** Null when there is nothing to score. */
	quotas: Quotas | null;
	/** Why there is nothing to score. */
	nothingToSettleReason: string | null;
}

export function nextNumber({ last }: FinishedMatch): number {
	return (last?.revision ?? 0) + 1;
}

/** The newest revision was made from the score that counts now. */
export function scoreStands({ last, score }: FinishedMatch): boolean {
	return last !== null && last.score.home === score.home && last.score.away === score.away;
}

/**
 * Stores revisions, scores the predictions of their matches, and notes in the audit trail which of them
 * correct a result. The matches must be locked.
 */
export async function writeRevisions(tx: Transaction, revisions: Revision[], now: Date): Promise<void> {
	if (revisions.length === 0) return;
	const ids = await insertSettlements(tx, revisions, now);
	const changed = await scorePredictions(tx, ids);
	for (const revision of revisions) {
		await noteCorrection(tx, revision, changed.get(revision.match.id) ?? 0);
	}
}

async function noteCorrection(
	tx: Transaction,
	{ match, number, quotas }: Revision,
	pointsChanged: number,
): Promise<void> {
	const { last, score } = match;
	if (!last || scoreStands(match)) return;
	await recordAction(tx, {
		operatorId: null,
		at: new Date(machineTime()),
		action: 'settlement.corrected',
		detail: {
			matchId: match.id,
			from: { revision: last.revision, score: { ...last.score }, quotas: last.quotas },
			to: { revision: number, score: { ...score }, quotas },
			pointsChanged,
		},
	});
}

async function insertSettlements(tx: Transaction, revisions: Revision[], now: Date): Promise<string[]> {
	const rows = JSON.stringify(revisions.map(rowOf));
	const inserted = await tx.$queryRaw<{ id: string }[]>`
		INSERT INTO "Settlement" (id, "matchId", revision, "settledAt", "homeScore", "awayScore", "scoreCounts",
			"bonusRule", "predictionsScored", "predictionsCounted", "quotaHome", "quotaDraw", "quotaAway",
			"nothingToSettleReason")
		SELECT gen_random_uuid(), r."matchId", r.revision, ${now}, r."homeScore", r."awayScore",
			r."scoreCounts"::"ScoreCounts", r."bonusRule"::"BonusRule", r."predictionsScored", r."predictionsCounted",
			r."quotaHome", r."quotaDraw", r."quotaAway", r."nothingToSettleReason"
		FROM jsonb_to_recordset(${rows}::jsonb) AS r("matchId" text, revision int, "homeScore" int, "awayScore" int,
			"scoreCounts" text, "bonusRule" text, "predictionsScored" int, "predictionsCounted" int, "quotaHome" int,
			"quotaDraw" int, "quotaAway" int, "nothingToSettleReason" text)
		RETURNING id`;
	return inserted.map(({ id }) => id);
}

function rowOf({ match, number, quotas, nothingToSettleReason }: Revision) {
	return {
		matchId: match.id,
		revision: number,
		homeScore: match.score.home,
		awayScore: match.score.away,
		scoreCounts: match.scoreCounts,
		bonusRule: match.bonusRule,
		predictionsScored: match.predictions,
		predictionsCounted: total(match.counted),
		quotaHome: quotas?.home,
		quotaDraw: quotas?.draw,
		quotaAway: quotas?.away,
		nothingToSettleReason,
	};
}
