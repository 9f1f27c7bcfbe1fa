import type { Database } from '../../db.ts';
import type { Gap } from './find-gaps.ts';
import { GOT } from './item-answers.ts';
import type { BackfillOutcome } from './item-verdict.ts';

/** A match of a run. */
export interface BackfillItem {
	match: { id: string; home: string; away: string; kickoffAt: Date; kickoffConfirmed: boolean };
	firstMissing: Gap['firstMissing'];
	/** Models that are asked. */
	models: number;
	/** Predictions that it has got from them. */
	stored: number;
	/** Pipeline time, as the other one; null while its turn has not come. */
	startedAt: Date | null;
	endedAt: Date | null;
	outcome: BackfillOutcome | null;
	/** Why it failed or was skipped. */
	reason: string | null;
}

export interface ItemsPage {
	items: BackfillItem[];
	/** For the next page; null when this is the last one. */
	nextCursor: string | null;
}

type ItemRow = Omit<BackfillItem, 'match'> &
	Omit<BackfillItem['match'], 'id'> & { position: number; matchId: string };

/**
 * A page of the matches of a run, in its order.
 * @param cursor `nextCursor` of the page before
 */
export async function readItems(
	db: Database,
	{ id, cursor = '0', limit }: { id: string; cursor?: string; limit: number },
): Promise<ItemsPage> {
	const rows = await db.$queryRaw<ItemRow[]>`
		SELECT item.position, m.id AS "matchId", home.name AS home, away.name AS away, m."kickoffAt", m."kickoffConfirmed",
			item."firstMissing"::text AS "firstMissing", cardinality(item."modelIds") AS models,
			CASE WHEN item."startedAt" IS NULL THEN 0 ELSE coalesce(item.predictions, got.predictions) END AS stored,
			item."startedAt", item."endedAt", item.outcome::text AS outcome, item.reason
		FROM "BackfillItem" item
		JOIN "Match" m ON m.id = item."matchId"
		JOIN "Team" home ON home.id = m."homeTeamId"
		JOIN "Team" away ON away.id = m."awayTeamId"
		CROSS JOIN LATERAL ${GOT} got
		WHERE item."runId" = ${id} AND item.position > ${Number(cursor)}::int
		ORDER BY item.position
		LIMIT ${limit + 1}`;
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		items: page.map(({ position, matchId, home, away, kickoffAt, kickoffConfirmed, ...item }) => ({
			...item,
			match: { id: matchId, home, away, kickoffAt, kickoffConfirmed },
		})),
		nextCursor: last && rows.length > limit ? String(last.position) : null,
	};
}
