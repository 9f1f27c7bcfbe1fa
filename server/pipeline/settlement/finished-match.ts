import type { BonusRule, ScoreCounts } from '../../../prisma/generated/enums.ts';
import { after } from '../../clock.ts';
import type { Transaction } from '../../db.ts';
import { type Score, VOID_STATUSES } from '../../football/source.ts';
import { NotYetError, PermanentError } from '../../queue/outcomes.ts';
import { type QuotaRange, scoreThatCounts } from '../scoring.ts';
import { BLOCKED_RETRY } from '../stages.ts';

/** A match to settle, with the rules of its competition. */
export interface FinishedMatch {
	kind: 'finished';
	id: string;
	/** The score that counts in this competition. */
	score: Score;
	scoreCounts: ScoreCounts;
	bonusRule: BonusRule;
	quotaRange: QuotaRange;
}

/** A match that ended without a result to predict; its predictions are void. */
export interface VoidMatch {
	kind: 'void';
	status: (typeof VOID_STATUSES)[number];
}

/**
 * Reads a match and locks it until the transaction ends. While it is locked no other settlement of the
 * match runs and no prediction for it can be stored: the insert's foreign-key check waits for this lock.
 * @throws NotYetError while the match has not finished
 * @throws PermanentError when there is no such match, or no score of it
 */
export async function lockFinishedMatch(
	tx: Transaction,
	matchId: string,
	now: Date,
): Promise<FinishedMatch | VoidMatch> {
	await tx.$executeRaw`SELECT 1 FROM "Match" WHERE "id" = ${matchId} FOR UPDATE`;
	const match = await tx.match.findUnique({ where: { id: matchId }, include: { competition: true } });
	if (!match) throw new PermanentError(`There is no match ${matchId} to settle.`);

	const voided = VOID_STATUSES.find((status) => status === match.status);
	if (voided) return { kind: 'void', status: voided };
	if (match.status !== 'finished') {
		throw new NotYetError(
			`Match ${matchId} is ${match.status}; it is settled when it has finished.`,
			after(now, BLOCKED_RETRY),
		);
	}

	const { scoreCounts, bonusRule, quotaMin, quotaMax } = match.competition;
	const score = scoreThatCounts(match, scoreCounts);
	if (!score) throw new PermanentError(`Match ${matchId} is finished, but its score is not stored.`);
	return {
		kind: 'finished',
		id: matchId,
		score,
		scoreCounts,
		bonusRule,
		quotaRange: { min: quotaMin, max: quotaMax },
	};
}
