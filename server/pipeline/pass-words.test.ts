import { describe, expect, it } from 'vitest';
import type { ReconcileReport } from './pass-report.ts';
import { blockedInWords, changesInWords, checkedInWords } from './pass-words.ts';

function report(found: Partial<ReconcileReport> = {}): ReconcileReport {
	return {
		checked: 38,
		added: { analysis: 0, lineups: 0, predictions: 0, settlement: 0 },
		alreadyQueued: 76,
		revived: 0,
		replaced: 0,
		moved: 0,
		dropped: 0,
		blocked: [],
		problems: [],
		tookMs: 4,
		...found,
	};
}

describe('changesInWords', () => {
	it.each<[Partial<ReconcileReport>, string | null]>([
		[{}, null],
		[{ moved: 1 }, 'moved 1 job'],
		[{ dropped: 2 }, 'dropped 2 jobs'],
		[{ moved: 3, dropped: 1 }, 'moved 3 jobs and dropped 1'],
		[
			{ added: { analysis: 1, lineups: 0, predictions: 0, settlement: 0 }, revived: 1 },
			'queued 1 job (analysis 1; 1 had failed)',
		],
		[
			{
				added: { analysis: 4, lineups: 0, predictions: 8, settlement: 0 },
				revived: 2,
				replaced: 1,
				moved: 3,
				dropped: 1,
			},
			'queued 12 jobs (analysis 4, predictions 8; 2 had failed; 1 in place of an ended job), moved 3 and dropped 1',
		],
	])('of %j are "%s"', (found, words) => {
		expect(changesInWords(report(found))).toBe(words);
	});

	it('tells what a pass would do', () => {
		expect(changesInWords(report({ moved: 3, dropped: 1 }), 'would')).toBe('move 3 jobs and drop 1');
	});
});

it('tells what was looked at, and what waits for what', () => {
	expect(checkedInWords(report())).toBe('38 matches checked, 76 jobs in place');
	expect(checkedInWords(report({ checked: 1, alreadyQueued: 1 }))).toBe('1 match checked, 1 job in place');
	expect(blockedInWords({ stage: 'predictions', by: 'lineups', matches: 12 })).toBe(
		'predictions of 12 matches wait for the line-ups',
	);
	expect(blockedInWords({ stage: 'settlement', by: 'predictions', matches: 1 })).toBe(
		'settlement of 1 match waits for the predictions',
	);
});
