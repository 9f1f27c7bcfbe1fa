import type { FailureAction } from '../../../server/pipeline/failures/failure-action.ts';
import { grouped } from '../../count.ts';
import type { ProgressPart } from '../ui/progress-bar.tsx';
import type { Tone } from '../ui/tone.ts';

/** How far an action is. */
export interface ActionProgress {
	/** In one sentence. */
	sentence: string;
	/** Nothing more will come of it. */
	finished: boolean;
	tone: Tone;
	/** What became of how many: only what happened. The rest waits for its turn. */
	parts: ProgressPart[];
}

/** @param doneWord 'settled' where all of it is settlement */
export function actionProgress(action: FailureAction, doneWord: 'settled' | 'done'): ActionProgress {
	const { outcomes, since, total, jobsTakenAway, endedAt, cancelledAt } = action;
	const asked = outcomes.queued + outcomes.cleared + outcomes.not_open + outcomes.refused;
	const possible: ProgressPart[] = [
		{ words: doneWord, count: since.done, tone: 'good' },
		{ words: 'cleared', count: outcomes.cleared, tone: 'good' },
		{ words: 'failed again', count: since.failedAgain, tone: 'bad' },
		{ words: 'refused', count: outcomes.refused, tone: 'warn' },
		{ words: 'no longer open', count: outcomes.not_open, tone: 'quiet' },
		{ words: 'closed meanwhile', count: since.closedMeanwhile, tone: 'quiet' },
		{ words: 'under way', count: since.underWay, tone: 'info' },
		{ words: 'left alone', count: cancelledAt ? total - asked : 0, tone: 'quiet' },
	];
	const parts = possible.filter(({ count }) => count > 0);
	const finished = endedAt !== null && since.underWay === 0;
	const told = parts.map(({ count, words }) => `${grouped(count)} ${words}`).join(', ');
	const sentence = finished ? closing(parts, total, told) : underWay(action, asked, told);
	const taken = takenAway(jobsTakenAway);
	const nothingElse = taken !== '' && total === 0;
	return {
		sentence: [nothingElse ? '' : sentence, taken].filter(Boolean).join(' '),
		finished,
		tone: finished ? (nothingElse ? 'good' : worst(parts)) : 'info',
		parts,
	};
}

/** "All 43 were settled." */
function closing(parts: ProgressPart[], total: number, told: string): string {
	const [only, ...others] = parts;
	if (!only) return 'There was nothing to do.';
	if (others.length > 0) return `Of ${grouped(total)}: ${told}.`;
	const were = only.words === 'failed again' ? '' : total === 1 ? 'was ' : 'were ';
	return `${total === 1 ? 'It' : `All ${grouped(total)}`} ${were}${only.words}.`;
}

function takenAway(jobs: number): string {
	if (jobs === 0) return '';
	return jobs === 1
		? 'A failed job was taken out of its queue.'
		: `${grouped(jobs)} failed jobs were taken out of their queues.`;
}

function underWay({ kind, total, endedAt }: FailureAction, asked: number, told: string): string {
	if (endedAt) return `Of ${grouped(total)}: ${told}.`;
	const gone = kind === 'retry' ? 'asked for' : 'gone through';
	return `${grouped(asked)} of ${grouped(total)} ${gone} so far${told && `: ${told}`}.`;
}

const WORST_FIRST: Tone[] = ['bad', 'warn', 'good'];

function worst(parts: ProgressPart[]): Tone {
	return WORST_FIRST.find((tone) => parts.some((part) => part.tone === tone)) ?? 'quiet';
}
