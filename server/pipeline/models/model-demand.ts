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

/** What depends on a model: what enabling it asks for, and disabling it gives up. */
export async function modelDemand({ db, clock, windows }: DemandDeps, id: string): Promise<ModelDemand> {
	const now = clock.now();
	const [demand] = await db.$queryRaw<ModelDemand[]>`
		SELECT (count(*) FILTER (WHERE coming))::int AS coming, (count(*) FILTER (WHERE NOT coming))::int AS late
		FROM (
			SELECT m."kickoffAt" > ${now} AS coming FROM "Match" m
			WHERE m."kickoffAt" > ${after(now, -windows.backfill)} AND m.status <> ALL(${VOID_STATUSES}::"MatchStatus"[])
				AND (m."kickoffAt" > ${after(now, -windows.lookBack)} OR m."ingestedAt" < m."kickoffAt"
					OR EXISTS (SELECT FROM "MatchAnalysis" begun WHERE begun."matchId" = m.id))
				AND NOT EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id AND p."modelId" = ${id})
		) owed`;
	return demand ?? { coming: 0, late: 0 };
}
