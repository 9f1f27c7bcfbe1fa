import { expect, it } from 'vitest';
import type { SkippedMatch } from '../../../server/pipeline/backfill/choose-matches.ts';
import { skippedGroups } from './skipped-groups.ts';

function skipped(matchId: string, reason: string, runId: string | null = null): SkippedMatch {
	return {
		matchId,
		reason,
		runId,
		competition: 'Premier League',
		home: 'Ajax',
		away: 'Genk',
		kickoffAt: new Date('2025-05-25T15:00:00Z'),
		kickoffConfirmed: true,
		status: 'finished',
		firstMissing: 'analysis',
		missing: ['deepseek-r1'],
		retroactive: [],
		failed: [],
		cleared: [],
		stageFailed: false,
		claimed: false,
		fanOutCleared: false,
	};
}

const CLEARED = 'an operator cleared what is missing';
const TAKEN = 'backfill run1 has it already';

it('tells the matches of each reason, and counts those that are not named', () => {
	const groups = skippedGroups({
		skipped: [skipped('one', 'the match is postponed'), skipped('two', CLEARED), skipped('three', CLEARED)],
		skippedByReason: [
			{ reason: CLEARED, matches: 300 },
			{ reason: 'the match is postponed', matches: 1 },
			{ reason: 'its predictions are not due', matches: 1 },
		],
	});
	expect(groups.map(({ count, named }) => [count, named.map(({ matchId }) => matchId)])).toEqual([
		[300, ['two', 'three']],
		[1, ['one']],
		[1, []],
	]);
});

it('knows which backfill has matches already, and only when that is the reason', () => {
	const groups = skippedGroups({
		skipped: [skipped('one', TAKEN, 'run1'), skipped('two', CLEARED, 'run1')],
		skippedByReason: [
			{ reason: TAKEN, matches: 1 },
			{ reason: CLEARED, matches: 1 },
		],
	});
	expect(groups).toMatchObject([
		{ reason: 'already in another backfill', runId: 'run1' },
		{ reason: CLEARED, runId: null },
	]);
});
