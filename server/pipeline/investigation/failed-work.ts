import { Prisma } from '../../../prisma/generated/client.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { definitionOf, JOBS, type MatchJob } from '../../queue/catalogue.ts';
import type { FailedJob } from '../../queue/failed-job.ts';
import type { Queues } from '../../queue/queues.ts';
import type { FailedWork } from '../diagnosis/case.ts';
import { fingerprint } from '../fingerprint.ts';
import { QUEUED_STAGES, type StageName } from '../stages.ts';

/** A failure to look into, from the table of failures or from a queue. */
export interface FoundFailure extends FailedWork {
	/** Null for a failed job that nobody took down as a failure. */
	id: string | null;
	/** False when it was resolved since. */
	open: boolean;
	/** The failed job, when only its queue tells of the failure. */
	job: FailedJob | null;
	/** Null when the job does not say. */
	matchId: string | null;
	/** Null when there is no such match. */
	match: { home: string; away: string; kickoffAt: Date } | null;
	firstSeenAt: Date;
	regressions: number;
}

export interface Found {
	/** The newest first. */
	failures: FoundFailure[];
	/** Failed jobs that told of the same failures. */
	duplicates: number;
	/** Older ones that were left out. */
	leftOut: number;
}

/** Failed jobs of the queues that are read at most: Touchline leaves none. */
const MOST_JOBS = 5_000;

/**
 * The failures that were last seen since `since`: those that were kept and, once each, those of which only
 * a failed job in a queue tells.
 * @param resolved also those that have been resolved since
 */
export async function findFailures(
	{ db, clock, queues }: { db: Database; clock: Clock; queues: Pick<Queues, 'failed'> },
	{ since, resolved, most }: { since: Date; resolved: boolean; most: number },
): Promise<Found> {
	const now = clock.now();
	const [kept, jobs] = await Promise.all([
		readKept(db, { since, resolved, most, now }),
		queues.failed(MOST_JOBS),
	]);
	const recent = jobs.filter(({ failedAt }) => failedAt >= since).map((job) => ({ job, ...workOf(job) }));
	const [known, matches] = await Promise.all([knownWork(db, recent), readMatches(db, recent)]);
	const untold = new Map(
		recent
			.filter((piece) => !isTold(piece.job, known.get(keyOf(piece)), since))
			.map((piece) => [matches.has(piece.matchId) ? keyOf(piece) : jobKey(piece.job), piece]),
	);
	const ofQueues = [...untold.values()].map(({ job, stage, matchId, modelId }): FoundFailure => {
		const match = matches.get(matchId) ?? null;
		return {
			id: null,
			open: true,
			job,
			stage,
			matchId,
			match,
			modelId,
			provider: null,
			category: null,
			message: job.message,
			fingerprint: fingerprint(job.message, match ? [match.home, match.away] : []),
			httpStatus: null,
			attempts: job.attempts,
			firstSeenAt: job.failedAt,
			lastSeenAt: job.failedAt,
			until: now,
			regressions: 0,
		};
	});
	const failures = [...kept.failures, ...ofQueues];
	failures.sort((a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime());
	return { failures, duplicates: recent.length - untold.size, leftOut: kept.leftOut };
}

async function readKept(
	db: Database,
	{ since, resolved, most, now }: { since: Date; resolved: boolean; most: number; now: Date },
): Promise<Pick<Found, 'failures' | 'leftOut'>> {
	const wanted = Prisma.sql`f."lastSeenAt" >= ${since} AND (${resolved} OR f."resolvedAt" IS NULL)`;
	const [[count], failures] = await Promise.all([
		db.$queryRaw<
			{ failures: number }[]
		>`SELECT count(*)::int AS failures FROM "JobFailure" f WHERE ${wanted}`,
		keptFailures(db, wanted, { most, now }),
	]);
	return { failures, leftOut: Math.max(0, (count?.failures ?? 0) - failures.length) };
}

/** The open failures of one match, the newest first. */
export function openFailuresOf(db: Database, matchId: string, now: Date): Promise<FoundFailure[]> {
	const wanted = Prisma.sql`f."matchId" = ${matchId} AND f."resolvedAt" IS NULL`;
	return keptFailures(db, wanted, { most: MOST_OF_A_MATCH, now });
}

/** A match has one failure a stage and model at most. */
const MOST_OF_A_MATCH = 500;

async function keptFailures(
	db: Database,
	wanted: Prisma.Sql,
	{ most, now }: { most: number; now: Date },
): Promise<FoundFailure[]> {
	const rows = await db.$queryRaw<
		(Omit<FoundFailure, 'match' | 'job'> & { home: string; away: string; kickoffAt: Date })[]
	>`
			SELECT f.id, f."resolvedAt" IS NULL AS open, f.stage::text AS stage, f."matchId", f."modelId", model.provider,
				f.category::text AS category, f.message, f.fingerprint, f."httpStatus"::int AS "httpStatus", f.attempts,
				f."firstSeenAt", f."lastSeenAt", coalesce(f."resolvedAt", ${now}) AS until, f.regressions,
				home.name AS home, away.name AS away, m."kickoffAt"
			FROM "JobFailure" f
			JOIN "Match" m ON m.id = f."matchId"
			JOIN "Team" home ON home.id = m."homeTeamId"
			JOIN "Team" away ON away.id = m."awayTeamId"
			LEFT JOIN "Model" model ON model.id = f."modelId"
			WHERE ${wanted}
			ORDER BY f."lastSeenAt" DESC, f.id
			LIMIT ${most}`;
	return rows.map(({ home, away, kickoffAt, ...row }) => ({
		...row,
		job: null,
		match: { home, away, kickoffAt },
	}));
}

interface PieceOfWork {
	stage: StageName;
	matchId: string | null;
	modelId: string | null;
}

const keyOf = ({ stage, matchId, modelId }: PieceOfWork) => JSON.stringify([stage, matchId, modelId]);

/** Jobs that name no match that is stored have nothing in common. */
const jobKey = ({ queue, id }: FailedJob) => JSON.stringify([queue, id]);

/** What a failed job was about; it may have been queued by anybody, under any name. */
function workOf({ name, queue, payload }: FailedJob): PieceOfWork {
	if (!isMatchJob(name)) return { stage: stageOf(queue), matchId: null, modelId: null };
	const named = definitionOf(name).payload.safeParse(payload);
	if (!named.success) return { stage: stageOf(name), matchId: null, modelId: null };
	const modelId = 'modelId' in named.data ? String(named.data.modelId) : null;
	return { stage: stageOf(name), matchId: named.data.matchId, modelId };
}

/** Jobs and queues are called like their stages, but for the calls of models. */
function stageOf(name: string): StageName {
	return QUEUED_STAGES.find((stage) => stage === name) ?? 'predictions';
}

function isMatchJob(name: string): name is MatchJob {
	return Object.hasOwn(JOBS, name) && name !== 'alert-delivery';
}

interface KnownFailure {
	lastSeenAt: Date;
	resolvedAt: Date | null;
}

/** The failures that were kept of the pieces of work, by their keys. */
async function knownWork(db: Database, work: PieceOfWork[]): Promise<Map<string, KnownFailure>> {
	const matchIds = idsOf(work);
	if (matchIds.length === 0) return new Map();
	const failures = await db.jobFailure.findMany({
		where: { matchId: { in: matchIds } },
		select: { stage: true, matchId: true, modelId: true, lastSeenAt: true, resolvedAt: true },
	});
	return new Map(failures.map((failure) => [keyOf(failure), failure]));
}

/** Whether a kept failure tells of the failed job already: not one that was resolved before, or is too old to be told. */
function isTold({ failedAt }: FailedJob, known: KnownFailure | undefined, since: Date): boolean {
	if (!known) return false;
	return known.resolvedAt ? known.resolvedAt > failedAt : known.lastSeenAt >= since;
}

async function readMatches(
	db: Database,
	work: PieceOfWork[],
): Promise<Map<string | null, FoundFailure['match']>> {
	const rows = await db.match.findMany({
		where: { id: { in: idsOf(work) } },
		select: { id: true, kickoffAt: true, homeTeam: true, awayTeam: true },
	});
	return new Map(
		rows.map(({ id, kickoffAt, homeTeam, awayTeam }) => [
			id,
			{ home: homeTeam.name, away: awayTeam.name, kickoffAt },
		]),
	);
}

function idsOf(work: PieceOfWork[]): string[] {
	return [...new Set(work.flatMap(({ matchId }) => (matchId === null ? [] : [matchId])))];
}
