import type { Score } from '../../../server/football/source.ts';
import type { SettlementRevision } from '../../../server/pipeline/match-detail.ts';

type Revision = Pick<SettlementRevision, 'score' | 'predictionsScored'>;

/** Why a match was scored once more, told by what differs from the revision before. */
export function settlementChange(newer: Revision, older: Revision): string {
	if (newer.score.home !== older.score.home || newer.score.away !== older.score.away) {
		return `Corrected: ${written(older.score)} became ${written(newer.score)}`;
	}
	const more = newer.predictionsScored - older.predictionsScored;
	if (more > 0) return `${more} more ${more === 1 ? 'prediction' : 'predictions'} scored`;
	return 'Scored once more, against the same result';
}

/** "2–1". */
export function written({ home, away }: Score): string {
	return `${home}–${away}`;
}
