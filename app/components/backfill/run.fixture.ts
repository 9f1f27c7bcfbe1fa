import type { BackfillRun } from '../../../server/pipeline/backfill/read-run.ts';

const AT = new Date('2025-05-25T18:00:00Z');

/** What a test says of a run; the rest is usual: 10 matches, of which none has begun. */
export interface GivenRun extends Partial<Omit<BackfillRun, 'matches' | 'predictions'>> {
	total?: number;
	underWay?: number;
	outcomes?: Partial<BackfillRun['matches']['outcomes']>;
	stored?: number;
	asked?: number;
	ended?: boolean;
	cancelled?: boolean;
}

export function givenRun(given: GivenRun = {}): BackfillRun {
	const {
		total = 10,
		underWay = 0,
		outcomes,
		stored = 0,
		asked = 42 * total,
		ended,
		cancelled,
		...run
	} = given;
	return {
		id: 'one',
		policy: 'missing',
		order: 'newest',
		concurrency: 8,
		budgetUsd: null,
		selection: 'matches of en.1',
		operator: 'admin',
		startedAt: AT,
		pausedAt: run.pausedBy ? AT : null,
		pausedBy: null,
		cancelledAt: cancelled ? AT : null,
		endedAt: ended ? AT : null,
		matches: { total, underWay, outcomes: { done: 0, failed: 0, skipped: 0, ...outcomes } },
		predictions: { total: asked, stored },
		spentUsd: 0,
		workedMs: 0,
		...run,
	};
}
