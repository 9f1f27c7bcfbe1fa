import { describe, expect, it } from 'vitest';
import type { FailureAction } from '../../../server/pipeline/failures/failure-action.ts';
import { actionProgress } from './action-progress.ts';

const AT = new Date('2025-05-25T18:00:00Z');

interface Given {
	kind?: FailureAction['kind'];
	total?: number;
	jobsTakenAway?: number;
	outcomes?: Partial<FailureAction['outcomes']>;
	since?: Partial<FailureAction['since']>;
	ended?: boolean;
	cancelled?: boolean;
}

function progress({
	kind = 'retry',
	total = 43,
	jobsTakenAway = 0,
	outcomes,
	since,
	ended = true,
	cancelled = false,
}: Given) {
	const action: FailureAction = {
		id: 'one',
		kind,
		reason: null,
		selection: 'all settlement failures',
		operator: 'admin',
		startedAt: AT,
		endedAt: ended ? AT : null,
		cancelledAt: cancelled ? AT : null,
		total,
		jobsTakenAway,
		outcomes: { queued: 0, cleared: 0, not_open: 0, refused: 0, ...outcomes },
		since: { done: 0, failedAgain: 0, closedMeanwhile: 0, underWay: 0, ...since },
	};
	return actionProgress(action, 'settled');
}

describe('actionProgress', () => {
	it.each<[string, Given, string]>([
		['before the first turn', { ended: false }, '0 of 43 asked for so far.'],
		[
			'while turns come',
			{ ended: false, outcomes: { queued: 12 }, since: { done: 9, underWay: 3 } },
			'12 of 43 asked for so far: 9 settled, 3 under way.',
		],
		[
			'while work goes on',
			{ outcomes: { queued: 43 }, since: { done: 9, underWay: 34 } },
			'Of 43: 9 settled, 34 under way.',
		],
		['when all went well', { outcomes: { queued: 43 }, since: { done: 43 } }, 'All 43 were settled.'],
		['when the one went well', { total: 1, outcomes: { queued: 1 }, since: { done: 1 } }, 'It was settled.'],
		[
			'when all failed again',
			{ outcomes: { queued: 43 }, since: { failedAgain: 43 } },
			'All 43 failed again.',
		],
		[
			'when the one was cleared before it was done',
			{ total: 1, outcomes: { queued: 1 }, since: { closedMeanwhile: 1 } },
			'It was closed meanwhile.',
		],
		[
			'when it ended in many ways',
			{
				total: 1_234,
				outcomes: { queued: 1_230, refused: 3, not_open: 1 },
				since: { done: 1_229, failedAgain: 1 },
			},
			'Of 1,234: 1,229 settled, 1 failed again, 3 refused, 1 no longer open.',
		],
		[
			'when it was cancelled',
			{ cancelled: true, outcomes: { queued: 12 }, since: { done: 12 } },
			'Of 43: 12 settled, 31 left alone.',
		],
		['when all were cleared', { kind: 'clear', outcomes: { cleared: 43 } }, 'All 43 were cleared.'],
		[
			'while they are cleared',
			{ kind: 'clear', ended: false, outcomes: { cleared: 5 } },
			'5 of 43 gone through so far: 5 cleared.',
		],
		[
			'when failed jobs were taken away, too',
			{ kind: 'clear', jobsTakenAway: 2, outcomes: { cleared: 43 } },
			'All 43 were cleared. 2 failed jobs were taken out of their queues.',
		],
		[
			'when failed jobs were all that there was',
			{ kind: 'clear', total: 0, jobsTakenAway: 1 },
			'A failed job was taken out of its queue.',
		],
		['when nothing matched', { total: 0 }, 'There was nothing to do.'],
	])('says %s how far it is', (_, given, sentence) => {
		expect(progress(given).sentence).toBe(sentence);
	});

	it('is finished when its turns are over and nothing is under way', () => {
		expect(progress({ ended: false }).finished).toBe(false);
		expect(progress({ outcomes: { queued: 43 }, since: { done: 42, underWay: 1 } }).finished).toBe(false);
		expect(progress({ outcomes: { queued: 43 }, since: { done: 42, failedAgain: 1 } }).finished).toBe(true);
	});

	it('takes the tone of the worst that came of it', () => {
		expect(progress({ outcomes: { queued: 43 }, since: { done: 42, underWay: 1 } }).tone).toBe('info');
		expect(progress({ outcomes: { queued: 43 }, since: { done: 43 } }).tone).toBe('good');
		expect(progress({ outcomes: { queued: 43 }, since: { done: 42, failedAgain: 1 } }).tone).toBe('bad');
		expect(progress({ outcomes: { queued: 42, refused: 1 }, since: { done: 42 } }).tone).toBe('warn');
		expect(progress({ cancelled: true }).tone).toBe('quiet');
	});
});
