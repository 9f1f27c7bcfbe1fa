import { dollars } from '../../app/money.ts';
import { formatDuration } from '../../app/time/format.ts';
import type { BackfillItem } from '../../server/pipeline/backfill/read-items.ts';
import type { BackfillRun } from '../../server/pipeline/backfill/read-run.ts';
import { timeLeft } from '../../server/pipeline/backfill/time-left.ts';
import { countOf } from '../../server/words.ts';
import { columns } from './columns.ts';
import { drawBar } from './progress.ts';

/** How far a backfill is, or what it did, in a sentence. */
export function backfillText(run: BackfillRun): string {
	const { matches, predictions, spentUsd, budgetUsd, workedMs } = run;
	const { done, failed, skipped } = matches.outcomes;
	const left = matches.total - matches.underWay - done - failed - skipped;
	const parts = [
		...(done > 0 ? [`${done} done`] : []),
		...(failed > 0 ? [`${failed} failed`] : []),
		...(skipped > 0 ? [`${skipped} skipped`] : []),
		...(matches.underWay > 0 ? [`${matches.underWay} under way`] : []),
		...(left > 0 ? [`${left} ${run.cancelledAt ? 'left alone' : 'to come'}`] : []),
	];
	const spent = `${dollars(spentUsd)}${budgetUsd === null ? '' : ` of ${dollars(budgetUsd)}`} spent`;
	return (
		`Backfill of ${countOf(matches.total, 'match', 'matches')}${stateWords(run)}: ${parts.join(', ')}; ` +
		`${predictions.stored} of ${countOf(predictions.total, 'prediction')} made, ${spent}, ${formatDuration(workedMs)} of work.`
	);
}

function stateWords({ endedAt, cancelledAt, pausedBy }: BackfillRun): string {
	if (cancelledAt) return endedAt ? ', cancelled' : ', cancelled and ending';
	if (endedAt) return '';
	switch (pausedBy) {
		case 'operator':
			return ', paused by an operator';
		case 'budget':
			return ', paused by its budget';
		case null:
			return ', going on';
	}
}

/** "[######------] 4 of 10 matches, 168 of 420 predictions, $0.52, about 2 min left": one line for a terminal. */
export function backfillProgress(run: BackfillRun): string {
	const { matches, predictions, spentUsd } = run;
	const { done, failed, skipped } = matches.outcomes;
	const left = timeLeft(run);
	const parts = [
		`${done + failed + skipped} of ${countOf(matches.total, 'match', 'matches')}`,
		`${predictions.stored} of ${countOf(predictions.total, 'prediction')}`,
		...(failed > 0 ? [`${failed} failed`] : []),
		dollars(spentUsd),
		...(left === null ? [] : [`about ${formatDuration(left)} left`]),
	];
	return `${drawBar(predictions.stored, predictions.total)} ${parts.join(', ')}`;
}

/** Matches that failed, with the reason, and how many more did. @param total how many they are in all */
export function failedLines(failed: BackfillItem[], total: number): string[] {
	return [
		...columns(failed.map(({ match, reason }) => [`${match.home} – ${match.away}`, reason ?? 'failed'])),
		...(total > failed.length ? [`  and ${total - failed.length} more`] : []),
	];
}

/** The commands that an operator can give about a run that has not ended, with what they do. */
export function commandLines({ id, pausedBy, cancelledAt }: BackfillRun): string[] {
	const command = 'npm run touchline -- backfill';
	const budget = pausedBy === 'budget' ? ' --budget <more US dollars, or none>' : '';
	return columns([
		['how far it is', `${command} status ${id}`],
		...(cancelledAt
			? []
			: [
					pausedBy === null
						? ['pause', `${command} pause ${id}`]
						: ['resume', `${command} resume ${id}${budget}`],
					['cancel', `${command} cancel ${id}`],
				]),
	]);
}
