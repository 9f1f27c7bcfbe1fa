import { Prisma } from '../../prisma/generated/client.ts';
import type { Database } from '../db.ts';
import { addedPoints, type PointsFilter } from './points/added-points.ts';
import { type Interval, meanInterval } from './points/mean-interval.ts';
import { SUMS } from './points/points-sums.ts';
import { type RankRange, rankRanges } from './points/rank-ranges.ts';
import type { ProbabilityScores } from './probability-scores.ts';

/** How well one model has predicted. */
export interface RankedModel {
	model: { id: string; name: string; provider: string };
	points: number;
	/** Predictions that have points. */
	predictions: number;
	pointsPerMatch: number;
	/** In which its points per match lie with 95 % confidence; null of too few predictions. */
	interval: Interval | null;
	/** The places that it may have: those whose intervals overlap are in no order. */
	ranks: RankRange;
	/** The mean scores of its chances; null when it gave none. */
	forecasts: (ProbabilityScores & { count: number }) | null;
}

export type RankingFilter = Omit<PointsFilter, 'model'>;

/** What is added up of some predictions. */
type Sums = Record<(typeof SUMS)[number], number>;

/**
 * The models by points per match, the best first. It follows corrected results at once; a match that was put off, or
 * was declared void after it had been settled, counts for nothing.
 */
export async function ranking(db: Database, filter: RankingFilter = {}): Promise<RankedModel[]> {
	const rows = await db.$queryRaw<(RankedModel['model'] & Sums)[]>`
		SELECT model.id, model."displayName" AS name, model.provider, sums.*
		FROM (${sumsBy('modelId', filter)}) sums JOIN "Model" model ON model.id = sums."modelId"
		ORDER BY sums.points / sums.predictions DESC, sums.predictions DESC, model."displayName"`;
	const standings = rows.map(({ id, name, provider, ...sums }) => ({
		model: { id, name, provider },
		...standingOf(sums),
	}));
	const ranks = rankRanges(standings.map(({ interval }) => interval));
	return standings.map((standing, index) => ({
		...standing,
		ranks: ranks[index] ?? { best: 1, worst: standings.length },
	}));
}

/** How well a model has predicted the matches of one competition. */
export interface CompetitionStanding extends Omit<RankedModel, 'model' | 'ranks'> {
	competition: { id: string; name: string };
}

/** How well one model has predicted, by competition; the one with the most predictions first. */
export async function standingsByCompetition(
	db: Database,
	filter: Omit<PointsFilter, 'competition'> & { model: string },
): Promise<CompetitionStanding[]> {
	const rows = await db.$queryRaw<(CompetitionStanding['competition'] & Sums)[]>`
		SELECT c.id, c.name, sums.*
		FROM (${sumsBy('competitionId', filter)}) sums JOIN "Competition" c ON c.id = sums."competitionId"
		ORDER BY sums.predictions DESC, c.name`;
	return rows.map(({ id, name, ...sums }) => ({ competition: { id, name }, ...standingOf(sums) }));
}

/** A query of what is added up by each of these; without those that come to nothing. */
function sumsBy(key: 'modelId' | 'competitionId', filter: PointsFilter): Prisma.Sql {
	const by = Prisma.raw(`"${key}"`);
	const sums = SUMS.map((name) => Prisma.raw(`sum(times * "${name}")::float8 AS "${name}"`));
	return Prisma.sql`
		SELECT ${by}, ${Prisma.join(sums)} FROM (${addedPoints(filter, 'sums')}) added
		GROUP BY ${by} HAVING sum(times * predictions) > 0`;
}

function standingOf({ points, predictions, squares, forecasts, ...scores }: Sums) {
	return {
		points,
		predictions,
		pointsPerMatch: points / predictions,
		interval: meanInterval({ count: predictions, sum: points, squares }),
		forecasts:
			forecasts === 0
				? null
				: {
						count: forecasts,
						brier: scores.brier / forecasts,
						rankedProbability: scores.rankedProbability / forecasts,
						logLoss: scores.logLoss / forecasts,
					},
	};
}
