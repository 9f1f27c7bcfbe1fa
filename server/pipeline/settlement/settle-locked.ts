import type { Transaction } from '../../db.ts';
import { quotas } from '../scoring.ts';
import { healSettlements } from './heal-settlements.ts';
import { type FinishedMatch, judgeMatch } from './judge-match.ts';
import type { SettlementOutcome } from './outcome.ts';
import { readMatches, total } from './read-matches.ts';
import { nextNumber, type Revision, scoreStands, writeRevisions } from './write-revisions.ts';

/** By match, what settling did, or the error that says why the match cannot be settled. */
export type Outcomes = Map<string, SettlementOutcome | Error>;

/** Settles locked matches with a few statements, however many they are. */
export async function settleLocked(tx: Transaction, matchIds: string[], now: Date): Promise<Outcomes> {
	const outcomes: Outcomes = new Map();
	const revisions: Revision[] = [];
	for (const match of await readMatches(tx, matchIds)) {
		const judged = judgeMatch(match, now);
		if (judged instanceof Error || judged.kind === 'void') {
			outcomes.set(match.id, judged);
		} else if (judged.predictions === 0) {
			outcomes.set(match.id, { kind: 'no-predictions' });
		} else if (judged.last && isSettled(judged)) {
			outcomes.set(match.id, { kind: 'already-settled', revision: judged.last.revision });
		} else {
			const { score, predictions: scored } = judged;
			const worth = quotas(judged.counted, { min: judged.quotaMin, max: judged.quotaMax });
			const number = nextNumber(judged);
			revisions.push({ match: judged, number, quotas: worth, nothingToSettleReason: null });
			outcomes.set(match.id, { kind: 'settled', revision: number, scored, quotas: worth, score });
		}
	}
	await writeRevisions(tx, revisions, now);
	await healSettlements(tx, done(outcomes), now);
	return outcomes;
}

function isSettled(match: FinishedMatch): boolean {
	return scoreStands(match) && match.unscored === 0 && match.last?.counted === total(match.counted);
}

/** The matches that want no settlement any more. */
function done(outcomes: Outcomes): string[] {
	return [...outcomes].flatMap(([id, outcome]) =>
		outcome instanceof Error || outcome.kind === 'no-predictions' ? [] : [id],
	);
}
