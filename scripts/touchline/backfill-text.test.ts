import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../server/clock.ts';
import type { BackfillPreview, PreviewedMatch } from '../../server/pipeline/backfill/preview.ts';
import type { BackfillItem } from '../../server/pipeline/backfill/read-items.ts';
import type { BackfillRun } from '../../server/pipeline/backfill/read-run.ts';
import { previewText } from './backfill-preview-text.ts';
import { backfillProgress, backfillText, commandLines, failedLines } from './backfill-text.ts';

const AT = new Date('2025-03-01T12:00:00Z');

const RUN: BackfillRun = {
	id: 'r1',
	policy: 'missing',
	order: 'newest',
	concurrency: 8,
	budgetUsd: null,
	selection: 'matches that kick off from 2025-02-22 12:00 to 2025-03-01 12:00 UTC',
	operator: 'admin',
	startedAt: AT,
	pausedAt: null,
	pausedBy: null,
	cancelledAt: null,
	endedAt: AT,
	matches: { total: 10, underWay: 0, outcomes: { done: 9, failed: 1, skipped: 0 } },
	predictions: { total: 420, stored: 378 },
	spentUsd: 1.234,
	workedMs: 2 * MINUTE,
};

const HALF: BackfillRun = {
	...RUN,
	endedAt: null,
	matches: { total: 10, underWay: 2, outcomes: { done: 3, failed: 0, skipped: 1 } },
	predictions: { total: 420, stored: 140 },
};

describe('backfillText', () => {
	it('tells what came of a run that has ended', () => {
		expect(backfillText(RUN)).toBe(
			'Backfill of 10 matches: 9 done, 1 failed; 378 of 420 predictions made, $1.23 spent, 2 min of work.',
		);
		const small = { matches: { total: 1, underWay: 0, outcomes: { done: 1, failed: 0, skipped: 0 } } };
		const one = {
			...RUN,
			...small,
			predictions: { total: 1, stored: 1 },
			spentUsd: 0.0034,
			workedMs: SECOND,
		};
		expect(backfillText(one)).toBe(
			'Backfill of 1 match: 1 done; 1 of 1 prediction made, $0.0034 spent, 1 s of work.',
		);
	});

	it.each<[Partial<BackfillRun>, string]>([
		[{}, ', going on: 3 done, 1 skipped, 2 under way, 4 to come; '],
		[
			{ pausedAt: AT, pausedBy: 'operator' },
			', paused by an operator: 3 done, 1 skipped, 2 under way, 4 to come; ',
		],
		[{ pausedAt: AT, pausedBy: 'budget', budgetUsd: 1.3 }, ', paused by its budget: 3 done, '],
		[{ budgetUsd: 5 }, ' made, $1.23 of $5.00 spent, '],
		[{ cancelledAt: AT }, ', cancelled and ending: 3 done, 1 skipped, 2 under way, 4 left alone; '],
		[{ cancelledAt: AT, endedAt: AT }, ', cancelled: 3 done, '],
	])('tells how far one is that is %j', (run, told) => {
		expect(backfillText({ ...HALF, ...run })).toContain(told);
	});
});

it('draws how far a run is, and when it will have ended', () => {
	expect(backfillProgress(HALF)).toBe(
		'[##########--------------------] 4 of 10 matches, 140 of 420 predictions, $1.23, about 3 min left',
	);
	const failed = { ...HALF.matches, outcomes: { done: 3, failed: 2, skipped: 1 } };
	expect(backfillProgress({ ...HALF, matches: failed, predictions: { total: 420, stored: 0 } })).toBe(
		`[${'-'.repeat(30)}] 6 of 10 matches, 0 of 420 predictions, 2 failed, $1.23`,
	);
});

it('names the matches that failed, and counts what it does not name', () => {
	const item = (place: number): BackfillItem => ({
		match: { id: `m${place}`, home: `Home ${place}`, away: 'Away', kickoffAt: AT, kickoffConfirmed: true },
		firstMissing: 'predictions',
		models: 42,
		stored: 40,
		startedAt: AT,
		endedAt: AT,
		outcome: 'failed',
		reason: 'the model refuses',
	});
	expect(failedLines([item(1), item(22)], 5)).toEqual([
		'  Home 1 – Away   the model refuses',
		'  Home 22 – Away  the model refuses',
		'  and 3 more',
	]);
	expect(failedLines([], 0)).toEqual([]);
});

it('names the commands that make sense', () => {
	const names = (run: Partial<BackfillRun>) =>
		commandLines({ ...HALF, ...run }).map((line) => line.replace(/^.* -- backfill /, ''));
	expect(names({})).toEqual(['status r1', 'pause r1', 'cancel r1']);
	expect(names({ pausedAt: AT, pausedBy: 'operator' })).toEqual(['status r1', 'resume r1', 'cancel r1']);
	expect(names({ pausedAt: AT, pausedBy: 'budget' })[1]).toBe(
		'resume r1 --budget <more US dollars, or none>',
	);
	expect(names({ cancelledAt: AT })).toEqual(['status r1']);
});

const MATCH: PreviewedMatch = {
	matchId: 'm1',
	competition: 'English Premier League',
	home: 'Ajax',
	away: 'Genk',
	kickoffAt: new Date('2025-02-28T19:45:00Z'),
	kickoffConfirmed: true,
	status: 'finished',
	firstMissing: 'analysis',
	missing: ['llama-4-scout', 'deepseek-r1'],
	retroactive: [],
	failed: [],
	cleared: [],
	stageFailed: false,
	fanOutCleared: false,
	claimed: true,
	runId: null,
	modelIds: ['deepseek-r1', 'llama-4-scout'],
	anew: [],
	costUsd: 0.02,
};

const PREVIEW: BackfillPreview = {
	selection: RUN.selection,
	window: { from: new Date('2025-02-22T12:00:00Z'), to: AT },
	matches: 2,
	byFirstMissing: { analysis: 1, lineups: 0, predictions: 1 },
	anew: 0,
	claimed: 0,
	estimate: {
		calls: 3,
		promptTokens: 3_600,
		completionTokens: 5_150,
		costUsd: 0.0412,
		durationMs: 34 * SECOND,
		providers: [
			{
				provider: 'together',
				label: 'Together AI',
				calls: 3,
				promptTokens: 3_600,
				completionTokens: 5_150,
				costUsd: 0.0412,
				durationMs: 34 * SECOND,
				limitedBy: 'calls in flight',
			},
		],
		assumedModels: [],
	},
	paidFor: null,
	toDo: [
		MATCH,
		{ ...MATCH, home: 'Brackenholt Rovers', kickoffConfirmed: false, firstMissing: 'predictions' },
	],
	skipped: [],
	skippedTotal: 0,
	skippedByReason: [],
	takenBy: null,
};

describe('previewText', () => {
	it('tells what a backfill would do', () => {
		expect(previewText(PREVIEW).split('\n')).toEqual([
			'Backfill of matches that kick off from 2025-02-22 12:00 to 2025-03-01 12:00 UTC',
			'  matches  2; what they lack first: analysis 1, predictions 1',
			'  calls    3: 3,600 prompt and 5,150 completion tokens',
			'  cost     about $0.04',
			'  time     about 34 s',
			'',
			'Calls',
			'  Together AI  3  3,600 prompt and 5,150 completion tokens  $0.04  34 s, limited by calls in flight',
			'',
			'Matches, with their kick-offs in UTC',
			'  2025-02-28 19:45                       Ajax – Genk                English Premier League  2 missing  analysis first',
			'  2025-02-28 19:45 (time not confirmed)  Brackenholt Rovers – Genk  English Premier League  2 missing  predictions first',
		]);
	});

	it('tells what the operator should know before it begins', () => {
		const lines = previewText({
			...PREVIEW,
			anew: 1,
			claimed: 1,
			estimate: { ...PREVIEW.estimate, assumedModels: ['llama-4-scout'] },
			paidFor: 1,
			toDo: [{ ...MATCH, missing: ['llama-4-scout'], anew: ['deepseek-r1'] }],
			skippedTotal: 7,
			skippedByReason: [
				{ reason: 'the match is postponed: it wants no predictions', matches: 6 },
				{ reason: 'backfill r1 has it already', matches: 1 },
			],
		}).split('\n');
		for (const line of [
			'  assumed  what 1 model without a prediction will need',
			'  budget   pays for 1 of 2 matches',
			'  anew     1 retroactive prediction; the old ones are kept, and count no more',
			'  anyway   1 of them the pipeline looks after by itself',
			'  skipped  7 matches',
			'  6  the match is postponed: it wants no predictions',
			'  1  backfill r1 has it already',
			'  2025-02-28 19:45  Ajax – Genk  English Premier League  1 missing  1 anew  analysis first',
			'  and 1 more',
		]) {
			expect(lines).toContain(line);
		}
	});

	it('names 20 matches', () => {
		const toDo = Array.from({ length: 200 }, () => MATCH);
		const lines = previewText({ ...PREVIEW, matches: 1_000, toDo }).split('\n');
		expect(lines.filter((line) => line.includes('Ajax – Genk'))).toHaveLength(20);
		expect(lines.at(-1)).toBe('  and 980 more');
	});

	it('says when there is nothing to do, and why', () => {
		const nothing = { ...PREVIEW, matches: 0, toDo: [], selection: '2 named matches', window: null };
		expect(previewText(nothing)).toBe('Nothing to do: there is no gap in 2 named matches.');
		const reason = 'an operator cleared what is missing: the policy "all" asks for it';
		const skippedByReason = [{ reason, matches: 1 }];
		expect(previewText({ ...nothing, skippedTotal: 1, skippedByReason })).toBe(
			`Nothing to do: 1 gap is skipped in 2 named matches.\n  1  ${reason}`,
		);
	});
});
