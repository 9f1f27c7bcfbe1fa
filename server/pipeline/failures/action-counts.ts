import { Prisma } from '../../../prisma/generated/client.ts';
import type { Database } from '../../db.ts';
import type { FailureAction } from './failure-action.ts';

/** What an action did to how many of its failures, and what became of them. Stored as JSON when it is final. */
export type ActionCounts = Pick<FailureAction, 'total' | 'outcomes' | 'since'>;

export const NO_ITEMS: ActionCounts = {
	total: 0,
	outcomes: { queued: 0, cleared: 0, not_open: 0, refused: 0 },
	since: { done: 0, failedAgain: 0, closedMeanwhile: 0, underWay: 0 },
};

/**
 * What became since of a failure `f` that was queued as item `i`: a failure of the next try takes its request
 * for one away.
 */
export const SINCE = Prisma.sql`CASE
	WHEN i.outcome IS DISTINCT FROM 'queued' THEN NULL
	WHEN f.resolution = 'healed' THEN 'done'
	WHEN f."resolvedAt" IS NOT NULL THEN 'closed meanwhile'
	WHEN f."lastSeenAt" > i.at OR f."retryRequestedAt" IS NULL THEN 'failed again'
	ELSE 'under way'
END`;

type CountedRow = { actionId: string; total: number } & ActionCounts['outcomes'] & ActionCounts['since'];

/** Counts the items of the actions as they are now: it looks at every one. */
export async function countItems(db: Database, actionIds: string[]): Promise<Map<string, ActionCounts>> {
	if (actionIds.length === 0) return new Map();
	const rows = await db.$queryRaw<CountedRow[]>`
		SELECT i."actionId", count(*)::int AS total,
			count(*) FILTER (WHERE i.outcome = 'queued')::int AS queued,
			count(*) FILTER (WHERE i.outcome = 'cleared')::int AS cleared,
			count(*) FILTER (WHERE i.outcome = 'not_open')::int AS not_open,
			count(*) FILTER (WHERE i.outcome = 'refused')::int AS refused,
			count(*) FILTER (WHERE since.became = 'done')::int AS done,
			count(*) FILTER (WHERE since.became = 'failed again')::int AS "failedAgain",
			count(*) FILTER (WHERE since.became = 'closed meanwhile')::int AS "closedMeanwhile",
			count(*) FILTER (WHERE since.became = 'under way')::int AS "underWay"
		FROM "FailureActionItem" i
		JOIN "JobFailure" f ON f.id = i."failureId"
		CROSS JOIN LATERAL (SELECT ${SINCE} AS became) since
		WHERE i."actionId" = ANY(${actionIds})
		GROUP BY i."actionId"`;
	return new Map(
		rows.map(({ actionId, total, queued, cleared, not_open, refused, ...since }) => [
			actionId,
			{ total, outcomes: { queued, cleared, not_open, refused }, since },
		]),
	);
}

/** What failed again is tried again by itself for an hour, and may be done then. */
const REVIVED_FOR_HOURS = 2;

/** Keeps the counts of those actions that will not change any more, so that nobody counts them again. */
export async function keepFinal(db: Database, actions: FailureAction[]): Promise<void> {
	for (const { id, endedAt, total, outcomes, since } of actions) {
		if (endedAt === null || since.underWay > 0) continue;
		const counts: ActionCounts = { total, outcomes, since };
		const wait = since.failedAgain > 0 ? REVIVED_FOR_HOURS : 0;
		// Actions are dated in real time, and measured by the database's clock.
		await db.$executeRaw`
			UPDATE "FailureAction" SET "finalCounts" = ${JSON.stringify(counts)}::jsonb
			WHERE id = ${id} AND "endedAt" < now() - make_interval(hours => ${wait}::int)`;
	}
}
