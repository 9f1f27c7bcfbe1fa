import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDIT_LABELS, tellAction } from './actions.ts';

describe('tellAction', () => {
	it('has words for whatever is stored, also of other versions', () => {
		const action = fc.oneof(fc.constantFrom(...Object.keys(AUDIT_LABELS)), fc.string());
		fc.assert(
			fc.property(action, fc.jsonValue(), (name, detail) => {
				expect(tellAction(name, detail).sentence).not.toBe('');
			}),
		);
		expect(tellAction('teams.rename', { id: 1 })).toEqual({ sentence: 'did “teams.rename”', subjects: [] });
		expect(tellAction('webhooks.add', { name: 'of old' }).sentence).toBe('did “webhooks.add”');
		expect(tellAction('toString', {}).sentence).toBe('did “toString”');
	});

	const soFar = { run: 'r', matches: 9, done: 4, failed: 1, skipped: 0, spentUsd: 1.5, budgetUsd: null };
	const settled = (home: number) => ({ revision: 1, score: { home, away: 0 }, quotas: null });
	it.each([
		[
			'failures.retry',
			{ action: 'x', failures: 43, selection: 'open failures', group: 'g' },
			'retried 43 failures (open failures)',
		],
		['failures.retry', { action: 'x', failures: 1, ids: ['f'] }, 'retried 1 failure'],
		[
			'failures.cancel',
			{ action: 'x', failures: 9, queued: 4, refused: 1 },
			'ended work on 9 failures early: 4 queued and 1 refused',
		],
		['failures.cancel', { action: 'x', failures: 9 }, 'ended work on 9 failures early: nothing was done yet'],
		[
			'backfill.pause',
			{ run: 'r', by: 'budget' },
			'paused a backfill: what is left of its budget does not pay for the next match',
		],
		[
			'backfill.resume',
			soFar,
			'resumed a backfill with no budget: 4 done and 1 failed of 9 matches, $1.50 spent',
		],
		[
			'settlement.corrected',
			{ matchId: 'm', from: settled(1), to: settled(2), pointsChanged: 42 },
			'settled it again, as its result changed from 1:0 to 2:0: the points of 42 predictions changed',
		],
		[
			'pipeline.reconcile',
			{ checked: 3, added: { settlement: 2 }, revived: 0, replaced: 0, moved: 0, dropped: 0 },
			'ran a pass over 3 matches: it queued 2 jobs (settlement 2)',
		],
		[
			'people.role',
			{ name: 'Vera', role: 'operator', before: 'viewer' },
			'made “Vera” an operator, from a viewer',
		],
	])('%s: %j', (action, detail, sentence) => {
		expect(tellAction(action, detail).sentence).toBe(sentence);
	});
});
