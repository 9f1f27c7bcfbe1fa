import type { Database } from '../../db.ts';
import { SINCE } from './action-counts.ts';
import type { FailureActionResult } from './failure-action.ts';

export interface ResultsPage {
	results: FailureActionResult[];
	/** For the next page; null when this is the last one. */
	nextCursor: string | null;
}

type ResultRow = Omit<FailureActionResult, 'match' | 'next'> & {
	position: number;
	matchId: string;
	home: string;
	away: string;
};

/**
 * A page of what an action did to its failures, in its order.
 * @param cursor `nextCursor` of the page before
 */
export async function actionResults(
	db: Database,
	{ id, cursor = '0', limit }: { id: string; cursor?: string; limit: number },
): Promise<ResultsPage> {
	const rows = await db.$queryRaw<ResultRow[]>`
		SELECT i.position, f.id AS "failureId", f.stage::text AS stage, i.outcome::text AS outcome, i.reason,
			${SINCE} AS since, m.id AS "matchId", home.name AS home, away.name AS away, model."displayName" AS model
		FROM "FailureActionItem" i
		JOIN "JobFailure" f ON f.id = i."failureId"
		JOIN "Match" m ON m.id = f."matchId"
		JOIN "Team" home ON home.id = m."homeTeamId"
		JOIN "Team" away ON away.id = m."awayTeamId"
		LEFT JOIN "Model" model ON model.id = f."modelId"
		WHERE i."actionId" = ${id} AND i.position > ${Number(cursor)}::int
		ORDER BY i.position
		LIMIT ${limit + 1}`;
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		results: page.map(({ position, matchId, home, away, ...result }) => ({
			...result,
			match: { id: matchId, home, away },
			next: null,
		})),
		nextCursor: last && rows.length > limit ? String(last.position) : null,
	};
}
