import { after } from '../../clock.ts';
import { type Score, VOID_STATUSES } from '../../football/source.ts';
import { NotYetError, PermanentError } from '../../queue/outcomes.ts';
import { scoreThatCounts } from '../scoring.ts';
import { BLOCKED_RETRY } from '../stages.ts';
import type { VoidMatch } from './outcome.ts';
import type { MatchToSettle } from './read-matches.ts';

export interface FinishedMatch extends MatchToSettle {
	kind: 'finished';
	/** The score that counts in its competition. */
	score: Score;
}

/** Tells whether a match can be settled. Errors are values here: one match's are no matter of the others. */
export function judgeMatch(match: MatchToSettle, now: Date): FinishedMatch | VoidMatch | Error {
	const voided = VOID_STATUSES.find((status) => status === match.status);
	if (voided) return { kind: 'void', status: voided };
	if (match.status !== 'finished') {
		return new NotYetError(
			`Match ${match.id} is ${match.status}; it is settled when it has finished.`,
			after(now, BLOCKED_RETRY),
		);
	}
	if (match.resultDoubted) {
		return new NotYetError(
			`The result of match ${match.id} is hard to believe: the source is asked once more.`,
			after(now, BLOCKED_RETRY),
		);
	}
	const score = scoreThatCounts(match, match.scoreCounts);
	if (!score) return new PermanentError(`Match ${match.id} is finished, but its score is not stored.`);
	return { kind: 'finished', ...match, score };
}
