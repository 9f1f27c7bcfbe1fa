import type { SkippedMatch } from '../../../server/pipeline/backfill/choose-matches.ts';
import type { BackfillPreview } from '../../../server/pipeline/backfill/preview.ts';

/** Matches that are left alone for one reason. */
export interface SkippedGroup {
	reason: string;
	/** The backfill that has them already, when that is the reason. */
	runId: string | null;
	/** Matches. */
	count: number;
	/** Those of them that the preview names. */
	named: SkippedMatch[];
}

/** What a backfill leaves alone by the reasons, the reason of most first. */
export function skippedGroups({
	skipped,
	skippedByReason,
}: Pick<BackfillPreview, 'skipped' | 'skippedByReason'>): SkippedGroup[] {
	return skippedByReason.map(({ reason, matches: count }) => {
		const named = skipped.filter((match) => match.reason === reason);
		const runId = named.find((match) => match.runId !== null && reason.includes(match.runId))?.runId ?? null;
		return { reason: runId === null ? reason : 'already in another backfill', runId, count, named };
	});
}
