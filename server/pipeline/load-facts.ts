import type { FailureCategory } from '../../prisma/generated/enums.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { FixtureStatus } from '../football/source.ts';
import { jobAddress } from '../queue/catalogue.ts';
import type { JobInspector } from '../queue/queues.ts';
import { doubted } from './doubted-results.ts';
import { type AskedModel, enabledModels } from './enabled-models.ts';
import type { MatchCondition } from './match-condition.ts';
import type { FailureFacts, MatchFacts, MissingPrediction, PredictionFacts } from './match-facts.ts';
import { settlementStands } from './settlement-stands.ts';
import { dueBeforeKickoff, QUEUED_STAGES, type QueuedStage } from './stages.ts';

/** Facts of a match, with the names that a person knows it by. */
export interface LoadedMatch extends MatchFacts {
	competitionId: string;
	competition: string;
	home: string;
	away: string;
	/** False when the source gave a date without a time. */
	kickoffConfirmed: boolean;
	homeGoals: number | null;
	awayGoals: number | null;
	minute: number | null;
}

/** What facts are read from. */
export interface FactsDeps {
	db: Database;
	clock: Clock;
	queues: JobInspector;
}

/**
 * Loads what the database and the queues say of the matches that fulfil `condition`, in order of
 * kick-off: a fixed number of queries, however many matches.
 */
export async function loadFacts(
	{ db, clock, queues }: FactsDeps,
	condition: MatchCondition,
): Promise<LoadedMatch[]> {
	const now = clock.now();
	const [rows, models] = await Promise.all([readMatches(db, condition), enabledModels(db)]);
	const none: MissingPrediction[] = models.map(({ id }) => ({ modelId: id, job: null, failure: null }));
	const asked = new Set(rows.filter((row) => isAsking(row, models, now)));
	const [jobs, failures] = await Promise.all([
		queues.inspect([...stageJobs(rows, queues), ...[...asked].flatMap((row) => callJobs(row, models))]),
		readFailures(db, rows),
	]);

	return rows.map((row) => {
		const failed = failures.get(row.id) ?? [];
		const untouched = row.predictedBy.length === 0 && !asked.has(row);
		const missing = untouched ? none : missingPredictions(row, models, jobs, failed);
		return matchOf(row, { wanted: models.length, missing }, jobsByStage(row, jobs), failed);
	});
}

interface MatchRow {
	id: string;
	competitionId: string;
	competition: string;
	home: string;
	away: string;
	kickoffAt: Date;
	kickoffConfirmed: boolean;
	status: FixtureStatus;
	minute: number | null;
	homeGoals: number | null;
	awayGoals: number | null;
	finishedAt: Date | null;
	resultDoubted: boolean;
	analysisAt: Date | null;
	analysisReason: string | null;
	lineupsAt: Date | null;
	lineupsReason: string | null;
	settledAt: Date | null;
	settlementStands: boolean | null;
	nothingToSettleReason: string | null;
	stored: number;
	retroactive: number;
	unscored: number;
	lastMadeAt: Date | null;
	predictedBy: string[];
}

/** As one text, thousands of rows are read faster than one by one. */
async function readMatches(db: Database, condition: MatchCondition): Promise<MatchRow[]> {
	const [answer] = await db.$queryRaw<{ rows: string }[]>`
		SELECT coalesce(json_agg(row), '[]')::text AS rows FROM (
			SELECT m.id, m."competitionId", c.name AS competition, home.name AS home, away.name AS away,
				m."kickoffAt", m."kickoffConfirmed", m.status::text AS status, m.minute,
				m."homeGoals", m."awayGoals", m."finishedAt", (${doubted}) AS "resultDoubted",
				analysis."madeAt" AS "analysisAt", analysis."unavailableReason" AS "analysisReason",
				lineup."fetchedAt" AS "lineupsAt", lineup."unavailableReason" AS "lineupsReason",
				settlement."settledAt", settlement."nothingToSettleReason", settlement.stands AS "settlementStands",
				p.stored, p.retroactive, p.unscored, p."lastMadeAt", p."predictedBy"
			FROM "Match" m
			JOIN "Competition" c ON c.id = m."competitionId"
			JOIN "Team" home ON home.id = m."homeTeamId"
			JOIN "Team" away ON away.id = m."awayTeamId"
			LEFT JOIN "MatchAnalysis" analysis ON analysis."matchId" = m.id
			LEFT JOIN "Lineup" lineup ON lineup."matchId" = m.id
			LEFT JOIN LATERAL (
				SELECT s."settledAt", s."nothingToSettleReason", ${settlementStands} AS stands FROM "Settlement" s
				WHERE s."matchId" = m.id ORDER BY s.revision DESC LIMIT 1
			) settlement ON true
			CROSS JOIN LATERAL (
				SELECT count(*)::int AS stored,
					count(*) FILTER (WHERE p.retroactive)::int AS retroactive,
					count(*) FILTER (WHERE p.points IS NULL)::int AS unscored,
					max(p."madeAt") AS "lastMadeAt",
					coalesce(array_agg(p."modelId"), '{}') AS "predictedBy"
				FROM "Prediction" p WHERE p."matchId" = m.id
			) p
			WHERE ${condition}
			ORDER BY m."kickoffAt", home.name
		) row`;
	const rows: MatchRow[] = JSON.parse(answer?.rows ?? '[]');
	for (const row of rows) for (const time of TIMES) if (row[time]) row[time] = new Date(row[time]);
	return rows;
}

/** The columns that come as text. */
const TIMES = ['kickoffAt', 'finishedAt', 'analysisAt', 'lineupsAt', 'settledAt', 'lastMadeAt'] as const;

/** A failure that is open, or that an operator cleared. */
interface StandingFailure extends FailureFacts {
	stage: QueuedStage;
	modelId: string | null;
}

/** Failures that no revival mends: missing predictions are asked for by the stage that lacks them. */
const GIVEN_UP: FailureCategory[] = ['permanent', 'predictions_missing'];

async function readFailures(db: Database, rows: MatchRow[]): Promise<Map<string, StandingFailure[]>> {
	const found = await db.$queryRaw<(StandingFailure & { matchId: string; category: FailureCategory })[]>`
		SELECT stage::text AS stage, "matchId", "modelId", category::text AS category, message, occurrences,
			"lastSeenAt", "retryRequestedAt",
			CASE WHEN "resolvedAt" IS NOT NULL THEN "clearedBecause" END AS "clearedBecause"
		FROM "JobFailure"
		WHERE ("resolvedAt" IS NULL OR resolution = 'cleared') AND stage <> 'live'
			AND "matchId" = ANY(${rows.map(({ id }) => id)})`;
	const byMatch = new Map<string, StandingFailure[]>();
	for (const { matchId, category, ...failure } of found) {
		const list = byMatch.get(matchId) ?? [];
		list.push({ ...failure, permanent: GIVEN_UP.includes(category) });
		byMatch.set(matchId, list);
	}
	return byMatch;
}

/** Only matches whose predictions are due and not complete can have model calls in the queues. */
function isAsking({ kickoffAt, predictedBy }: MatchRow, models: AskedModel[], now: Date): boolean {
	return (
		now >= dueBeforeKickoff('predictions', kickoffAt) && models.some(({ id }) => !predictedBy.includes(id))
	);
}

/** What the queues hold of the matches, by job id. */
type JobsById = Awaited<ReturnType<JobInspector['inspect']>>;

type JobAddress = ReturnType<typeof jobAddress>;

/** The jobs of the stages that a queue has to be asked about. */
function stageJobs(rows: MatchRow[], { atHand }: JobInspector): JobAddress[] {
	return QUEUED_STAGES.filter((stage) => !atHand.has(stage)).flatMap((stage) =>
		rows.filter((row) => mayHaveJob(row, stage)).map(({ id }) => jobAddress(stage, { matchId: id })),
	);
}

/** A match has a settlement in the queues only once it has finished, or was called off after that. */
function mayHaveJob({ status }: MatchRow, stage: QueuedStage): boolean {
	return stage !== 'settlement' || (status !== 'scheduled' && status !== 'live');
}

function jobsByStage(row: MatchRow, jobs: JobsById): MatchFacts['jobs'] {
	const found: MatchFacts['jobs'] = {};
	for (const stage of QUEUED_STAGES) {
		const job = mayHaveJob(row, stage) && jobs.get(jobAddress(stage, { matchId: row.id }).id);
		if (job) found[stage] = job;
	}
	return found;
}

function callJobs(row: MatchRow, models: AskedModel[]): JobAddress[] {
	const predicted = new Set(row.predictedBy);
	return models
		.filter(({ id }) => !predicted.has(id))
		.map(({ id, provider }) => jobAddress('model-call', { matchId: row.id, modelId: id, provider }));
}

function missingPredictions(
	row: MatchRow,
	models: AskedModel[],
	jobs: JobsById,
	failures: StandingFailure[],
): MissingPrediction[] {
	const predicted = new Set(row.predictedBy);
	return models
		.filter(({ id }) => !predicted.has(id))
		.map(({ id, provider }) => ({
			modelId: id,
			job: jobs.get(jobAddress('model-call', { matchId: row.id, modelId: id, provider }).id) ?? null,
			failure: failures.find(({ modelId }) => modelId === id) ?? null,
		}));
}

/** Written out: passes make thousands of these a second. */
function matchOf(
	row: MatchRow,
	{ wanted, missing }: Pick<PredictionFacts, 'wanted' | 'missing'>,
	jobs: MatchFacts['jobs'],
	failed: StandingFailure[],
): LoadedMatch {
	const { stored, retroactive, unscored, lastMadeAt, nothingToSettleReason } = row;
	const failures: MatchFacts['failures'] = {};
	for (const failure of failed) if (failure.modelId === null) failures[failure.stage] = failure;
	return {
		id: row.id,
		competitionId: row.competitionId,
		competition: row.competition,
		home: row.home,
		away: row.away,
		kickoffAt: row.kickoffAt,
		kickoffConfirmed: row.kickoffConfirmed,
		status: row.status,
		minute: row.minute,
		homeGoals: row.homeGoals,
		awayGoals: row.awayGoals,
		finishedAt: row.finishedAt,
		resultDoubted: row.resultDoubted,
		analysis: row.analysisAt && { at: row.analysisAt, unavailableReason: row.analysisReason },
		lineups: row.lineupsAt && { at: row.lineupsAt, unavailableReason: row.lineupsReason },
		predictions: { wanted, stored, retroactive, unscored, missing, lastMadeAt },
		settlement: row.settledAt && {
			at: row.settledAt,
			stands: row.settlementStands ?? false,
			nothingToSettleReason,
		},
		jobs,
		failures,
	};
}
