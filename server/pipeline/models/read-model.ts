import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Score } from '../../football/source.ts';
import { type HealthCell, modelHealth } from '../../history/model-health.ts';
import { type ModelUsage, modelUsage, type UsageSpan } from '../../history/model-usage.ts';
import type { CalibrationBin } from '../points/calibration.ts';
import { calibration } from '../points/calibration.ts';
import { type CompetitionStanding, standingsByCompetition } from '../ranking.ts';
import { factsOf, type ModelFacts } from './list-models.ts';
import { type DemandDeps, type ModelDemand, modelDemand } from './model-demand.ts';

/** All there is to tell of one model. */
export interface ModelDetail {
	model: ModelFacts;
	fallback: string | null;
	usage: ModelUsage | null;
	/** The beginnings of the quarters of days that `health` is about, the oldest first. */
	quarters: Date[];
	/** By these quarters; empty without a call in the last 7 days. */
	health: HealthCell[];
	demand: ModelDemand;
	/** Its open failures by what they say, the commonest first. */
	failures: ModelFailureGroup[];
	/** Its last predictions, the newest first. */
	predictions: LastPrediction[];
	/** Without predictions that were made at or after kick-off, unless they are asked for. */
	standings: CompetitionStanding[];
	calibration: CalibrationBin[];
}

export interface ModelFailureGroup {
	fingerprint: string;
	/** The last one of the group in its own words. */
	message: string;
	cause: string | null;
	failures: number;
	lastSeenAt: Date;
}

export interface LastPrediction {
	matchId: string;
	home: string;
	away: string;
	kickoffAt: Date;
	score: Score;
	madeAt: Date;
	retroactive: boolean;
	latencyMs: number;
	costUsd: number | null;
	/** Null until the match is settled. */
	points: number | null;
}

export interface ModelQuestion {
	id: string;
	span: UsageSpan;
	includeRetroactive: boolean;
}

const LAST = 20;
const MOST_GROUPS = 10;

/** @throws AppError 'not-found' */
export async function readModel(
	deps: DemandDeps & { db: Database },
	{ id, span, includeRetroactive }: ModelQuestion,
): Promise<ModelDetail> {
	const { db, clock } = deps;
	const now = clock.now();
	const [row, fallback, usage, health, demand, failures, predictions, standings, bins] = await Promise.all([
		db.model.findUnique({ where: { id } }),
		fallbackOf(db, id),
		modelUsage(db, now, span, id),
		modelHealth(db, now, id),
		modelDemand(deps, id),
		failuresOf(db, id),
		lastPredictions(db, id),
		standingsByCompetition(db, { model: id, includeRetroactive }),
		calibration(db, { model: id, includeRetroactive }),
	]);
	if (!row) throw new AppError('not-found', 'There is no such model: choose one from the list of models.');
	return {
		model: factsOf(row),
		fallback,
		usage: usage.get(id) ?? null,
		quarters: health.quarters,
		health: health.cells.get(id) ?? [],
		...{ demand, failures, predictions, standings },
		calibration: bins,
	};
}

/** The name of the model that is asked when this one is gone for good. */
async function fallbackOf(db: Pick<Database, '$queryRaw'>, id: string): Promise<string | null> {
	const [fallback] = await db.$queryRaw<{ name: string }[]>`
		SELECT fallback."displayName" AS name FROM "Model" model JOIN "Model" fallback ON fallback.id = model."fallbackId"
		WHERE model.id = ${id}`;
	return fallback?.name ?? null;
}

function failuresOf(db: Pick<Database, '$queryRaw'>, id: string): Promise<ModelFailureGroup[]> {
	return db.$queryRaw<ModelFailureGroup[]>`
		SELECT fingerprint, count(*)::int AS failures, max("lastSeenAt") AS "lastSeenAt",
			left((array_agg(message ORDER BY "lastSeenAt" DESC))[1], 500) AS message,
			(array_agg(cause ORDER BY "lastSeenAt" DESC))[1] AS cause
		FROM "JobFailure" WHERE "modelId" = ${id} AND "resolvedAt" IS NULL
		GROUP BY fingerprint ORDER BY failures DESC, max("lastSeenAt") DESC LIMIT ${MOST_GROUPS}`;
}

async function lastPredictions(db: Pick<Database, '$queryRaw'>, id: string): Promise<LastPrediction[]> {
	const rows = await db.$queryRaw<
		(Omit<LastPrediction, 'score'> & Record<'homeGoals' | 'awayGoals', number>)[]
	>`
		SELECT p."matchId", home.name AS home, away.name AS away, m."kickoffAt", p."homeGoals", p."awayGoals", p."madeAt",
			p.retroactive, p."latencyMs", p."costUsd", p.points
		FROM (SELECT * FROM "Prediction" WHERE "modelId" = ${id} ORDER BY "madeAt" DESC LIMIT ${LAST}) p
		JOIN "Match" m ON m.id = p."matchId"
		JOIN "Team" home ON home.id = m."homeTeamId" JOIN "Team" away ON away.id = m."awayTeamId"
		ORDER BY p."madeAt" DESC`;
	return rows.map(({ homeGoals, awayGoals, ...row }) => ({
		...row,
		score: { home: homeGoals, away: awayGoals },
	}));
}
