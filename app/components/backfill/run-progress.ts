import type { BackfillRun } from '../../../server/pipeline/backfill/read-run.ts';
import { timeLeft } from '../../../server/pipeline/backfill/time-left.ts';
import { counted, grouped } from '../../count.ts';
import { dollars } from '../../money.ts';
import type { ProgressPart } from '../ui/progress-bar.tsx';
import type { Tone } from '../ui/tone.ts';
import { RUN_VIEWS, runState } from './run-state.ts';

/** How far a run is. */
export interface RunProgress {
	/** In one sentence. */
	sentence: string;
	/** Nothing more will come of it. */
	finished: boolean;
	tone: Tone;
	/** What became of how many matches: only what happened. The rest waits for its turn. */
	parts: ProgressPart[];
	/** Matches that have ended. */
	ended: number;
	/** Matches whose turn has not come, and may still come. */
	waiting: number;
	/** Real milliseconds that it still needs; null while that is not known. */
	leftMs: number | null;
}

export function runProgress(run: BackfillRun): RunProgress {
	const { matches, cancelledAt, endedAt } = run;
	const { done, failed, skipped } = matches.outcomes;
	const ended = endedOf(run);
	const notBegun = matches.total - ended - matches.underWay;
	const possible: ProgressPart[] = [
		{ words: 'done', count: done, tone: 'good' },
		{ words: 'failed', count: failed, tone: 'bad' },
		{ words: 'skipped', count: skipped, tone: 'quiet' },
		{ words: 'under way', count: matches.underWay, tone: 'info' },
		{ words: 'left alone', count: cancelledAt ? notBegun : 0, tone: 'quiet' },
	];
	const parts = possible.filter(({ count }) => count > 0);
	return {
		sentence: endedAt ? closing(run, parts) : soFar(run, parts),
		finished: endedAt !== null,
		// Nothing came of a run that skipped all.
		tone: endedAt && done + failed === 0 ? 'quiet' : RUN_VIEWS[runState(run)].tone,
		parts,
		ended,
		waiting: cancelledAt || endedAt ? 0 : notBegun,
		leftMs: timeLeft(run),
	};
}

/** "$0.84 spent", "$0.84 of $2.00 spent". */
export function spentOf({ spentUsd, budgetUsd }: Pick<BackfillRun, 'spentUsd' | 'budgetUsd'>): string {
	return `${dollars(spentUsd)}${budgetUsd === null ? '' : ` of ${dollars(budgetUsd)}`} spent`;
}

function endedOf({ matches: { outcomes } }: BackfillRun): number {
	return outcomes.done + outcomes.failed + outcomes.skipped;
}

/** "3 of 10 matches so far: 3 done, 2 under way." */
function soFar(run: BackfillRun, parts: ProgressPart[]): string {
	const told = parts.length > 0 ? `: ${inWords(parts)}` : '';
	return `${grouped(endedOf(run))} of ${counted(run.matches.total, 'match', 'matches')} so far${told}.`;
}

/** "All 10 matches were done: 420 predictions.", "Of 10 matches: 8 done, 2 skipped. 336 of 420 predictions." */
function closing({ matches: { total }, predictions }: BackfillRun, parts: ProgressPart[]): string {
	const all = counted(predictions.total, 'prediction');
	const got = predictions.stored === predictions.total ? all : `${grouped(predictions.stored)} of ${all}`;
	const [only, ...others] = parts;
	if (!only || others.length > 0) {
		return `Of ${counted(total, 'match', 'matches')}: ${inWords(parts)}. ${got}.`;
	}
	const were = only.words === 'failed' ? 'failed' : `${total === 1 ? 'was' : 'were'} ${only.words}`;
	return `${total === 1 ? 'The match' : `All ${grouped(total)} matches`} ${were}: ${got}.`;
}

function inWords(parts: ProgressPart[]): string {
	return parts.map(({ count, words }) => `${grouped(count)} ${words}`).join(', ');
}
