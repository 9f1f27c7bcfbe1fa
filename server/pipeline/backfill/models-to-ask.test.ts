import { describe, expect, it } from 'vitest';
import type { Gap } from './find-gaps.ts';
import { gapVerdict } from './models-to-ask.ts';
import type { BackfillPolicy } from './order.ts';

const NOW = new Date('2025-03-01T12:00:00Z');

const GAP: Gap = {
	matchId: 'match',
	competition: 'English Premier League',
	home: 'Ajax',
	away: 'Genk',
	kickoffAt: new Date('2025-02-28T19:45:00Z'),
	kickoffConfirmed: true,
	status: 'finished',
	firstMissing: 'predictions',
	missing: ['a', 'b', 'c'],
	retroactive: ['d'],
	failed: [],
	cleared: [],
	stageFailed: false,
	fanOutCleared: false,
	claimed: false,
	runId: null,
};

const asked = (modelIds: string[], anew: string[] = []) => ({ is: 'to do', modelIds, anew });
const skipped = (reason: string) => ({ is: 'skipped', reason: expect.stringContaining(reason) });

describe('gapVerdict', () => {
	it.each<[BackfillPolicy, Partial<Gap>, object]>([
		['missing', {}, asked(['a', 'b', 'c'])],
		['missing', { cleared: ['b'] }, asked(['a', 'c'])],
		['missing', { cleared: ['a', 'b', 'c'] }, skipped('an operator cleared')],
		['missing', { fanOutCleared: true }, skipped('an operator cleared')],
		['failed', {}, skipped('nothing of it has failed')],
		['failed', { failed: ['b'] }, asked(['a', 'b', 'c'])],
		['failed', { stageFailed: true }, asked(['a', 'b', 'c'])],
		['failed', { failed: ['b'], fanOutCleared: true }, skipped('an operator cleared')],
		['all', {}, asked(['a', 'b', 'c', 'd'], ['d'])],
		['all', { cleared: ['b'], fanOutCleared: true }, asked(['a', 'b', 'c', 'd'], ['d'])],
		['all', { status: 'abandoned' }, skipped('abandoned')],
		['all', { kickoffAt: new Date('2025-03-01T12:31:00Z'), status: 'scheduled' }, skipped('not due')],
		['missing', { kickoffAt: new Date('2025-03-01T12:30:00Z'), status: 'scheduled' }, asked(['a', 'b', 'c'])],
		['all', { runId: 'r1' }, skipped('backfill r1 has it already')],
	])('%s, of %j', (policy, differs, verdict) => {
		expect(gapVerdict({ ...GAP, ...differs }, policy, NOW)).toEqual(verdict);
	});
});
