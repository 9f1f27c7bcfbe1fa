import type { Clock } from '../../clock.ts';
import { after } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { VOID_STATUSES } from '../../football/source.ts';
import type { Windows } from '../stages.ts';

/** The matches that ask a model for a prediction as long as it is enabled, and have none of it. */
export interface ModelDemand {
	/** Those that have not kicked off. */
	coming: number;
	/** Those that have, in the last 7 days: what they get is retroactive. */
	late: number;
}

export interface DemandDeps {
	db: Pick<Database, '$queryRaw'>;
	clock: Clock;
	windows: Windows;
}

/** What depends on each model, by its id: what enabling it asks for, and disabling it gives up. */
export async function modelDemand({ db, clock, windows }: DemandDeps): Promise<Map<string, ModelDemand>> {
	const now = clock.now();
	const rows = await db.$queryRaw<(ModelDemand & { modelId: string })[]>`
		WITH owed AS MATERIALIZED (
			SELECT m.id, m."kickoffAt" > ${now} AS coming FROM "Match" m
			WHERE m."kickoffAt" > ${after(now, -windows.backfill)} AND m.status <> ALL(${VOID_STATUSES}::"MatchStatus"[])
				AND (m."kickoffAt" > ${after(now, -windows.lookBack)} OR m."ingestedAt" < m."kickoffAt"
					OR EXISTS (SELECT FROM "MatchAnalysis" begun WHERE begun."matchId" = m.id))
		), predicted AS (
			SELECT p."modelId", count(*) FILTER (WHERE coming) AS coming, count(*) FILTER (WHERE NOT coming) AS late
			FROM owed JOIN "Prediction" p ON p."matchId" = owed.id GROUP BY p."modelId"
		), total AS (
			SELECT count(*) FILTER (WHERE coming) AS coming, count(*) FILTER (WHERE NOT coming) AS late FROM owed
		)
		SELECT model.id AS "modelId", (total.coming - coalesce(predicted.coming, 0))::int AS coming,
			(total.late - coalesce(predicted.late, 0))::int AS late
		FROM total CROSS JOIN "Model" model LEFT JOIN predicted ON predicted."modelId" = model.id`;
	return new Map(rows.map(({ modelId, ...demand }) => [modelId, demand]));
}
