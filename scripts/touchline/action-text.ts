import type { FailureAction, FailureActionResult } from '../../server/pipeline/failures/failure-action.ts';
import { STAGE_WORDS } from '../../server/pipeline/stage-words.ts';
import { countOf, listed } from '../../server/words.ts';
import { columns } from './columns.ts';
import { drawBar } from './progress.ts';

/** "[######------] 12 of 43 done, 30 under way": one line for a terminal. */
export function progressLine({ total, outcomes, since }: FailureAction): string {
	const come = Object.values(outcomes).reduce((sum, count) => sum + count, 0) - since.underWay;
	const parts = [
		`${come} of ${total} done`,
		...(since.underWay > 0 ? [`${since.underWay} under way`] : []),
		...(since.failedAgain > 0 ? [`${since.failedAgain} failed again`] : []),
	];
	return `${drawBar(come, total)} ${parts.join(', ')}`;
}

/** What an action did, in a sentence. */
export function actionText(action: FailureAction): string {
	const { kind, total, jobsTakenAway, outcomes, since, endedAt, cancelledAt } = action;
	const { queued, cleared, not_open: notOpen, refused } = outcomes;
	const left = total - (queued + cleared + notOpen + refused);
	const became = [
		...(since.done > 0 ? [`${since.done} done`] : []),
		...(since.failedAgain > 0 ? [`${since.failedAgain} failed again`] : []),
		...(since.closedMeanwhile > 0 ? [`${since.closedMeanwhile} closed meanwhile`] : []),
		...(since.underWay > 0 ? [`${since.underWay} under way`] : []),
	];
	const parts = [
		...(queued > 0 ? [`${queued} queued${became.length > 0 ? ` (${became.join(', ')})` : ''}`] : []),
		...(cleared > 0 ? [`${cleared} cleared`] : []),
		...(notOpen > 0 ? [`${notOpen} no longer open`] : []),
		...(refused > 0 ? [`${refused} refused`] : []),
		...(jobsTakenAway > 0 ? [`${countOf(jobsTakenAway, 'job')} taken out of the queues`] : []),
		...(left > 0 ? [`${left} ${cancelledAt ? 'left alone' : 'to come'}`] : []),
	];
	const state = cancelledAt ? ', cancelled' : endedAt ? '' : ', going on';
	return `${kind === 'retry' ? 'Retry' : 'Clear'} of ${countOf(total, 'failure')}${state}: ${listed(parts) || 'nothing to do'}.`;
}

/** Results that are named; --json has them all. */
const MOST_NAMED = 20;

/**
 * Those that were refused, with the reason.
 * @param total how many they are in all
 */
export function refusedLines(refused: FailureActionResult[], total: number): string[] {
	const named = refused.slice(0, MOST_NAMED);
	const more = total - named.length;
	return [
		...columns(
			named.map(({ match, stage, model, reason }) => [
				`${match.home} – ${match.away}`,
				model ?? STAGE_WORDS[stage],
				reason ?? 'refused',
			]),
		),
		...(more > 0 ? [`  and ${more} more`] : []),
	];
}
