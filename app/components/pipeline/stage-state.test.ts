import { describe, expect, it } from 'vitest';
import type { StageState } from '../../../server/pipeline/stage-state.ts';
import { stageView } from './stage-state.ts';

const AT = new Date('2025-05-25T14:30:00Z');

describe('stageView', () => {
	it.each<[StageState, string, string]>([
		[{ is: 'done', at: AT }, 'Done', 'good'],
		[{ is: 'unavailable', reason: 'the source has none' }, 'Unavailable', 'quiet'],
		[{ is: 'not-due', dueAt: AT }, 'Not due', 'quiet'],
		[{ is: 'queued', dueAt: AT }, 'Queued', 'info'],
		[{ is: 'running' }, 'Running', 'info'],
		[{ is: 'retrying', nextAt: AT, reason: 'timed out', inQueue: true }, 'Retrying', 'warn'],
		[{ is: 'failed', reason: 'refused' }, 'Failed', 'bad'],
		[{ is: 'blocked', by: 'lineups' }, 'Blocked', 'warn'],
		[{ is: 'missing', dueAt: AT }, 'Missing', 'bad'],
		[{ is: 'expired', reason: 'the match is postponed', wanted: false }, 'Dropped', 'quiet'],
	])('%j is %s (%s)', (state, label, tone) => {
		expect(stageView(state)).toMatchObject({ label, tone });
	});

	it('has an icon of its own for every state', () => {
		const states: StageState[] = [
			{ is: 'done', at: null },
			{ is: 'unavailable', reason: '' },
			{ is: 'not-due', dueAt: null },
			{ is: 'queued', dueAt: AT },
			{ is: 'running' },
			{ is: 'retrying', nextAt: AT, reason: '', inQueue: true },
			{ is: 'failed', reason: '' },
			{ is: 'blocked', by: 'analysis' },
			{ is: 'missing', dueAt: AT },
			{ is: 'expired', reason: '', wanted: false },
		];
		expect(new Set(states.map((state) => stageView(state).icon)).size).toBe(states.length);
	});

	it('says what a stage waits for, until when, and why', () => {
		expect(stageView({ is: 'retrying', nextAt: AT, reason: 'timed out', inQueue: true })).toMatchObject({
			words: 'next try',
			at: AT,
			reason: 'timed out',
		});
		expect(stageView({ is: 'blocked', by: 'lineups' }).reason).toBe('waits for line-ups');
	});
});
