import { after, HOUR } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { PROVIDER_IDS } from '../../models/providers.ts';
import { modelCallQueue } from '../../queue/catalogue.ts';

/** Coming matches within so many hours are told of. */
const HELD_UP_HOURS = 6;

/** Coming matches whose work has yet to go through a queue: what a pause of it holds up. */
export interface HeldUp {
	matches: number;
	/** Matches that kick off within so many hours are counted. */
	withinHours: number;
	/** The first of them to kick off, by the pipeline's clock; null when there is none. */
	firstKickoffAt: Date | null;
}

/**
 * The matches that kick off within the next 6 hours of pipeline time and still need something of each queue, by its name;
 * for the settlement also those that have kicked off within the last 6. One query over these matches.
 */
export async function readHeldUp(
	db: Pick<Database, '$queryRaw'>,
	now: Date,
): Promise<(queue: string) => HeldUp> {
	const rows = await db.$queryRaw<(Omit<HeldUp, 'withinHours'> & { queue: string })[]>`
		WITH near AS (
			SELECT id, "kickoffAt", "kickoffAt" >= ${now} AS coming FROM "Match"
			WHERE "kickoffAt" >= ${after(now, -HELD_UP_HOURS * HOUR)} AND "kickoffAt" < ${after(now, HELD_UP_HOURS * HOUR)}
				AND status IN ('scheduled', 'live', 'finished')
		), missing AS (
			SELECT near.id, near."kickoffAt", model.provider FROM near CROSS JOIN "Model" model
			WHERE near.coming AND model.enabled AND NOT EXISTS (
				SELECT FROM "Prediction" p WHERE p."matchId" = near.id AND p."modelId" = model.id)
		), needed AS (
			SELECT 'analysis' AS queue, id, "kickoffAt" FROM near
			WHERE coming AND NOT EXISTS (SELECT FROM "MatchAnalysis" a WHERE a."matchId" = near.id)
			UNION ALL
			SELECT 'lineups', id, "kickoffAt" FROM near
			WHERE coming AND NOT EXISTS (SELECT FROM "Lineup" l WHERE l."matchId" = near.id)
			UNION ALL
			SELECT 'predictions', id, "kickoffAt" FROM missing
			UNION ALL
			SELECT 'calls/' || provider, id, "kickoffAt" FROM missing
			UNION ALL
			SELECT 'settlement', id, "kickoffAt" FROM near
			WHERE NOT EXISTS (SELECT FROM "Settlement" s WHERE s."matchId" = near.id)
		)
		SELECT queue, count(DISTINCT id)::int AS matches, min("kickoffAt") AS "firstKickoffAt" FROM needed GROUP BY queue`;
	const calls = new Map<string, string>(PROVIDER_IDS.map((id) => [`calls/${id}`, modelCallQueue(id)]));
	const known = new Map(rows.map(({ queue, ...heldUp }) => [calls.get(queue) ?? queue, heldUp]));
	const nothing = { matches: 0, firstKickoffAt: null };
	return (queue) => ({ ...(known.get(queue) ?? nothing), withinHours: HELD_UP_HOURS });
}
