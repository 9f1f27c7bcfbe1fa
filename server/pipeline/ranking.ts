import { Prisma } from '../../prisma/generated/client.ts';
import type { Database } from '../db.ts';

/** How well one model has predicted. */
export interface RankedModel {
	model: { id: string; name: string; provider: string };
	points: number;
	/** Predictions that have points. */
	predictions: number;
	pointsPerMatch: number;
}

export interface RankingFilter {
	/** Competition code, such as "en.1"; all by default. */
	competition?: string | undefined;
	/** Matches that kick off from then on. */
	from?: Date | undefined;
	/** Matches that kick off before then. */
	to?: Date | undefined;
	/** Also predictions that were made at or after kick-off. */
	includeRetroactive?: boolean | undefined;
}

/**
 * The models by points per match, the best first. Read from the points as they stand, so it follows corrected
 * results; a match that was put off, or was declared void after it had been settled, counts for nothing.
 */
export async function ranking(db: Database, filter: RankingFilter = {}): Promise<RankedModel[]> {
	const { competition, from, to, includeRetroactive = false } = filter;
	const conditions = [
		Prisma.sql`p.points IS NOT NULL AND m.status = 'finished'`,
		...(includeRetroactive ? [] : [Prisma.sql`NOT p.retroactive`]),
		...(competition === undefined ? [] : [Prisma.sql`m."competitionId" = ${competition}`]),
		...(from === undefined ? [] : [Prisma.sql`m."kickoffAt" >= ${from}`]),
		...(to === undefined ? [] : [Prisma.sql`m."kickoffAt" < ${to}`]),
	];
	const rows = await db.$queryRaw<(RankedModel['model'] & { points: number; predictions: number })[]>`
		SELECT model.id, model."displayName" AS name, model.provider, sum(p.points)::int AS points,
			count(*)::int AS predictions
		FROM "Prediction" p
		JOIN "Match" m ON m.id = p."matchId"
		JOIN "Model" model ON model.id = p."modelId"
		WHERE ${Prisma.join(conditions, ' AND ')}
		GROUP BY model.id
		ORDER BY avg(p.points) DESC, count(*) DESC, model."displayName"`;
	return rows.map(({ points, predictions, ...model }) => ({
		model,
		points,
		predictions,
		pointsPerMatch: points / predictions,
	}));
}
