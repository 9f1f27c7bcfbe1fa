import { Prisma } from '../../../prisma/generated/client.ts';
import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Failure, FailurePage } from './failure.ts';
import { type FailureCondition, failuresThat } from './failure-condition.ts';
import type { FailureFilter } from './failure-filter.ts';

export interface PageRequest {
	/** `nextCursor` of the page before; left out for the first. */
	cursor?: string;
	limit: number;
}

/**
 * A page of the failures that the filter means, those that were seen last first, and how many there are in all.
 * @throws AppError 'invalid' when the cursor is none
 */
export async function listFailures(
	db: Database,
	filter: FailureFilter,
	{ cursor, limit }: PageRequest,
): Promise<FailurePage> {
	const condition = failuresThat(filter);
	const [failures, [counted]] = await Promise.all([
		readFailures(db, afterCursor(condition, cursor), limit + 1),
		db.$queryRaw<{ total: number }[]>`
			SELECT count(*)::int AS total FROM "JobFailure" f WHERE ${condition}`,
	]);
	const page = failures.slice(0, limit);
	const last = page.at(-1);
	return {
		failures: page,
		total: counted?.total ?? 0,
		nextCursor: last && failures.length > limit ? cursorTo(last) : null,
	};
}

function cursorTo({ lastSeenAt, id }: Failure): string {
	return `${lastSeenAt.getTime()}-${id}`;
}

function afterCursor(condition: FailureCondition, cursor: string | undefined): FailureCondition {
	if (cursor === undefined) return condition;
	const [, time, id] = /^(\d{1,15})-(\S{1,100})$/.exec(cursor) ?? [];
	if (time === undefined || id === undefined) {
		throw new AppError('invalid', 'This page of failures does not exist: begin with the first.');
	}
	return Prisma.sql`${condition} AND (f."lastSeenAt", f.id) < (${new Date(Number(time))}::timestamptz, ${id})`;
}

type FailureRow = Pick<
	Failure,
	| 'id'
	| 'stage'
	| 'category'
	| 'message'
	| 'fingerprint'
	| 'cause'
	| 'attempts'
	| 'occurrences'
	| 'regressions'
	| 'firstSeenAt'
	| 'lastSeenAt'
	| 'retryRequestedAt'
> & {
	matchId: string;
	home: string;
	away: string;
	kickoffAt: Date;
	competition: string;
	modelId: string | null;
	modelName: string | null;
	resolvedAt: Date | null;
	resolution: NonNullable<Failure['resolved']>['how'] | null;
	clearedBecause: string | null;
};

/** The first of the failures that fulfil the condition, those that were seen last first. */
export async function readFailures(
	db: Database,
	condition: FailureCondition,
	limit: number,
): Promise<Failure[]> {
	// The page first: the rest is looked up for its rows alone.
	const rows = await db.$queryRaw<FailureRow[]>`
		WITH page AS MATERIALIZED (
			SELECT f.* FROM "JobFailure" f WHERE ${condition} ORDER BY f."lastSeenAt" DESC, f.id DESC LIMIT ${limit}
		)
		SELECT f.id, f.stage::text AS stage, f.category::text AS category, f.message, f.fingerprint, f.cause,
			f.attempts, f.occurrences, f.regressions, f."firstSeenAt", f."lastSeenAt", f."retryRequestedAt",
			f."resolvedAt", f.resolution::text AS resolution, f."clearedBecause",
			m.id AS "matchId", m."kickoffAt", home.name AS home, away.name AS away, c.name AS competition,
			model.id AS "modelId", model."displayName" AS "modelName"
		FROM page f
		JOIN "Match" m ON m.id = f."matchId"
		JOIN "Competition" c ON c.id = m."competitionId"
		JOIN "Team" home ON home.id = m."homeTeamId"
		JOIN "Team" away ON away.id = m."awayTeamId"
		LEFT JOIN "Model" model ON model.id = f."modelId"
		ORDER BY f."lastSeenAt" DESC, f.id DESC`;
	return rows.map(failureOf);
}

function failureOf(row: FailureRow): Failure {
	const { matchId, home, away, kickoffAt, competition, modelId, modelName, ...rest } = row;
	const { resolvedAt, resolution, clearedBecause, ...failure } = rest;
	return {
		...failure,
		match: { id: matchId, home, away, kickoffAt, competition },
		model: modelId !== null && modelName !== null ? { id: modelId, name: modelName } : null,
		resolved: resolvedAt && resolution ? { at: resolvedAt, how: resolution, because: clearedBecause } : null,
	};
}
