import type { Database } from '../db.ts';
import { PermanentError } from '../queue/outcomes.ts';
import { healSettlements } from './settlement/heal-settlements.ts';
import { judgeMatch } from './settlement/judge-match.ts';
import { lockMatches } from './settlement/lock-matches.ts';
import type { NothingToSettleOutcome, SettlementOutcome } from './settlement/outcome.ts';
import { readMatches } from './settlement/read-matches.ts';
import { type Outcomes, settleLocked } from './settlement/settle-locked.ts';
import { nextNumber, scoreStands, writeRevisions } from './settlement/write-revisions.ts';

export type { SettlementOutcome } from './settlement/outcome.ts';

interface MatchAt {
	matchId: string;
	now: Date;
}

/** Enough for a queue behind the pool's connections and behind another settlement of the same match. */
const TRANSACTION = { maxWait: 10_000, timeout: 20_000 };

/**
 * Scores every prediction of a finished match and closes its settlement failure, in one transaction: all
 * or nothing, and once however often or from how many processes it runs. A corrected result, a prediction
 * that arrived since, or a kick-off that made others of them retroactive settles the match again, as the
 * next revision; the competition's rules of that moment apply. The audit trail tells of corrected results.
 * @throws NotYetError while the match has not finished
 * @throws PermanentError when there is no such match, or no score of it
 */
export async function settleMatch(db: Database, { matchId, now }: MatchAt): Promise<SettlementOutcome> {
	return db.$transaction(async (tx) => {
		const locked = await lockMatches(tx, [matchId], 'wait');
		const outcome = (await settleLocked(tx, locked, now)).get(matchId) ?? noSuchMatch(matchId);
		if (outcome instanceof Error) throw outcome;
		return outcome;
	}, TRANSACTION);
}

/**
 * Settles many matches like `settleMatch`, in one transaction. Matches that somebody else has locked, and
 * unknown ones, are not among the outcomes.
 */
export async function settleTogether(
	db: Database,
	{ matchIds, now }: { matchIds: string[]; now: Date },
): Promise<Outcomes> {
	return db.$transaction(
		async (tx) => settleLocked(tx, await lockMatches(tx, matchIds, 'leave-out'), now),
		TRANSACTION,
	);
}

/**
 * Ends a finished match that nobody predicted, with the reason. Running it again changes nothing, and
 * predictions that arrive later are settled all the same.
 * @throws NotYetError while the match has not finished
 * @throws PermanentError when there is no such match, or no score of it
 */
export async function recordNothingToSettle(
	db: Database,
	{ matchId, reason, now }: MatchAt & { reason: string },
): Promise<NothingToSettleOutcome> {
	return db.$transaction(async (tx): Promise<NothingToSettleOutcome> => {
		const [match] = await readMatches(tx, await lockMatches(tx, [matchId], 'wait'));
		const judged = match ? judgeMatch(match, now) : noSuchMatch(matchId);
		if (judged instanceof Error) throw judged;
		if (judged.kind === 'void') return judged;
		if (judged.predictions > 0) return { kind: 'has-predictions' };

		await healSettlements(tx, [matchId], now);
		if (judged.last && scoreStands(judged))
			return { kind: 'already-recorded', revision: judged.last.revision };
		const number = nextNumber(judged);
		await writeRevisions(tx, [{ match: judged, number, quotas: null, nothingToSettleReason: reason }], now);
		return { kind: 'recorded', revision: number };
	}, TRANSACTION);
}

/** For a match that is not stored. */
export function noSuchMatch(matchId: string): PermanentError {
	return new PermanentError(`There is no match ${matchId} to settle.`);
}
