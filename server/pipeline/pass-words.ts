import { countOf, listed } from '../words.ts';
import { type Blocked, changesSomething, type PassKind, type ReconcileReport } from './pass-report.ts';
import { STAGE_WORDS } from './stage-words.ts';
import { QUEUED_STAGES } from './stages.ts';

export const PASS_NAMES: Record<PassKind, string> = {
	startup: 'Start-up catch-up',
	ingest: 'Fixtures ingest',
	sweep: 'Minute sweep',
	backfill: 'Hourly backfill',
	stuck_check: 'Stuck-match check',
	operator: 'Operator',
};

const VERBS = {
	did: { queue: 'queued', move: 'moved', drop: 'dropped' },
	would: { queue: 'queue', move: 'move', drop: 'drop' },
};

/** "queued 12 jobs (analysis 4, predictions 8; 2 had failed), moved 3 and dropped 1"; null when nothing changes. */
export function changesInWords(report: ReconcileReport, tense: keyof typeof VERBS = 'did'): string | null {
	if (!changesSomething(report)) return null;
	const { added, moved, dropped } = report;
	const verbs = VERBS[tense];
	const queued = Object.values(added).reduce((sum, jobs) => sum + jobs, 0);
	return listed([
		...(queued > 0 ? [`${verbs.queue} ${countOf(queued, 'job')} (${queuedInWords(report)})`] : []),
		...(moved > 0 ? [`${verbs.move} ${queued > 0 ? moved : countOf(moved, 'job')}`] : []),
		...(dropped > 0 ? [`${verbs.drop} ${queued + moved > 0 ? dropped : countOf(dropped, 'job')}`] : []),
	]);
}

/** "38 matches checked, 76 jobs in place". */
export function checkedInWords({ checked, alreadyQueued }: ReconcileReport): string {
	return `${countOf(checked, 'match', 'matches')} checked, ${countOf(alreadyQueued, 'job')} in place`;
}

/** "predictions of 12 matches wait for the line-ups". */
export function blockedInWords({ stage, by, matches }: Blocked): string {
	const waits = stage === 'lineups' || stage === 'predictions' ? 'wait' : 'waits';
	return `${STAGE_WORDS[stage]} of ${countOf(matches, 'match', 'matches')} ${waits} for the ${STAGE_WORDS[by]}`;
}

function queuedInWords({ added, revived, replaced }: ReconcileReport): string {
	const byStage = QUEUED_STAGES.filter((stage) => added[stage] > 0)
		.map((stage) => `${STAGE_WORDS[stage]} ${added[stage]}`)
		.join(', ');
	return [
		byStage,
		...(revived > 0 ? [`${revived} had failed`] : []),
		...(replaced > 0 ? [`${replaced} in place of an ended job`] : []),
	].join('; ');
}
