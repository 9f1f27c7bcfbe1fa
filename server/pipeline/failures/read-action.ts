import { Prisma } from '../../../prisma/generated/client.ts';
import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { FailureAction } from './failure-action.ts';

/** @throws AppError 'not-found' */
export async function readAction(db: Database, id: string): Promise<FailureAction> {
	const [action] = await readActions(db, Prisma.sql`a.id = ${id}`, 1);
	if (action) return action;
	throw new AppError('not-found', 'There is no such action on failures: actions are kept for 30 days.');
}

/** The newest actions first. */
export async function recentActions(db: Database): Promise<FailureAction[]> {
	return readActions(db, Prisma.sql`true`, 20);
}

/**
 * What became since of a failure `f` that was queued as item `i`: a failure of the next try takes its request
 * for one away.
 */
export const SINCE = Prisma.sql`CASE
	WHEN i.outcome IS DISTINCT FROM 'queued' THEN NULL
	WHEN f."resolvedAt" IS NOT NULL THEN 'done'
	WHEN f."lastSeenAt" > i.at OR f."retryRequestedAt" IS NULL THEN 'failed again'
	ELSE 'under way'
END`;

type ActionRow = Omit<FailureAction, 'outcomes' | 'since'> &
	FailureAction['outcomes'] &
	FailureAction['since'];

async function readActions(db: Database, condition: Prisma.Sql, most: number): Promise<FailureAction[]> {
	const rows = await db.$queryRaw<ActionRow[]>`
		WITH action AS MATERIALIZED (
			SELECT * FROM "FailureAction" a WHERE ${condition} ORDER BY a."startedAt" DESC, a.id LIMIT ${most}
		), counted AS (
			SELECT i."actionId", count(*)::int AS total,
				count(*) FILTER (WHERE i.outcome = 'queued')::int AS queued,
				count(*) FILTER (WHERE i.outcome = 'cleared')::int AS cleared,
				count(*) FILTER (WHERE i.outcome = 'not_open')::int AS not_open,
				count(*) FILTER (WHERE i.outcome = 'refused')::int AS refused,
				count(*) FILTER (WHERE since.became = 'done')::int AS done,
				count(*) FILTER (WHERE since.became = 'failed again')::int AS "failedAgain",
				count(*) FILTER (WHERE since.became = 'under way')::int AS "underWay"
			FROM "FailureActionItem" i
			JOIN "JobFailure" f ON f.id = i."failureId"
			CROSS JOIN LATERAL (SELECT ${SINCE} AS became) since
			WHERE i."actionId" IN (SELECT id FROM action)
			GROUP BY i."actionId"
		)
		SELECT a.id, a.kind::text AS kind, a.reason, a.selection, operator.name AS operator,
			a."startedAt", a."endedAt", a."cancelledAt", coalesce(total, 0) AS total,
			coalesce(queued, 0) AS queued, coalesce(cleared, 0) AS cleared, coalesce(not_open, 0) AS not_open,
			coalesce(refused, 0) AS refused, coalesce(done, 0) AS done, coalesce("failedAgain", 0) AS "failedAgain",
			coalesce("underWay", 0) AS "underWay"
		FROM action a
		JOIN "Operator" operator ON operator.id = a."operatorId"
		LEFT JOIN counted ON counted."actionId" = a.id
		ORDER BY a."startedAt" DESC, a.id`;
	return rows.map(({ queued, cleared, not_open, refused, done, failedAgain, underWay, ...action }) => ({
		...action,
		outcomes: { queued, cleared, not_open, refused },
		since: { done, failedAgain, underWay },
	}));
}
