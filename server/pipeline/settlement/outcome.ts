import type { Score, VOID_STATUSES } from '../../football/source.ts';
import type { Quotas } from '../scoring.ts';

/** A match that ended without a result to predict; its predictions are void. */
export interface VoidMatch {
	kind: 'void';
	status: (typeof VOID_STATUSES)[number];
}

/** What settling did to a match that could be settled. */
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
