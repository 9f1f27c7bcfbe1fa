import { after, DAY } from '../../server/clock.ts';
import type { Transaction } from '../../server/db.ts';
import { type ActionCounts, NO_ITEMS } from '../../server/pipeline/failures/action-counts.ts';
import { OPERATORS } from './operators.ts';

/** At most so many actions, of so many failures. */
const [MOST_ACTIONS, MOST_ITEMS] = [20, 12];

/** Stores who retried the failures that were resolved, the last ones first: what they asked for was done. */
export async function storeFailureActions(tx: Transaction, now: Date): Promise<void> {
	await tx.$executeRaw`
		CREATE TEMP TABLE retried_draft ON COMMIT DROP AS
		SELECT id, "lastSeenAt", (place - 1) / ${MOST_ITEMS} AS action, (place - 1) % ${MOST_ITEMS} AS position
		FROM (SELECT *, (row_number() OVER (ORDER BY "lastSeenAt" DESC, id))::int AS place FROM "JobFailure" WHERE resolution = 'healed') failure
		WHERE place <= ${MOST_ACTIONS * MOST_ITEMS}::int AND "lastSeenAt" > ${after(now, -60 * DAY)}`;
	const actions = await tx.$queryRaw<{ action: number; total: number; at: Date }[]>`
		SELECT action, count(*)::int AS total, max("lastSeenAt") + interval '20 min' AS at FROM retried_draft GROUP BY action`;
	await tx.failureAction.createMany({
		data: actions.map(({ action, total, at }) => ({
			id: `seeded-retry-${action}`,
			kind: 'retry' as const,
			selection: total === 1 ? 'one failure' : 'the predictions that failed in the last 24 h',
			operatorId: `seeded-${OPERATORS[action % OPERATORS.length]}`,
			startedAt: at,
			endedAt: after(at, 4_000),
			finalCounts: allDone(total),
		})),
	});
	await tx.$executeRaw`
		INSERT INTO "FailureActionItem" ("actionId", position, "failureId", outcome, at)
		SELECT 'seeded-retry-' || action, position, retried_draft.id, 'queued', "startedAt"
		FROM retried_draft JOIN "FailureAction" action ON action.id = 'seeded-retry-' || retried_draft.action`;
}

function allDone(total: number) {
	const counts: ActionCounts = {
		total,
		outcomes: { ...NO_ITEMS.outcomes, queued: total },
		since: { ...NO_ITEMS.since, done: total },
	};
	return { ...counts, outcomes: { ...counts.outcomes }, since: { ...counts.since } };
}
