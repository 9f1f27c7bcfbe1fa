import { Prisma } from '../../../prisma/generated/client.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { definitionOf, JOBS, type JobName } from '../../queue/catalogue.ts';
import type { FailedJob, Queues } from '../../queue/queues.ts';
import type { FailedWork } from '../diagnosis/case.ts';
import { fingerprint } from '../fingerprint.ts';
import { QUEUED_STAGES, type StageName } from '../stages.ts';

/** A failure to look into, from the table of failures or from a queue. */
export interface FoundFailure extends FailedWork {
	/** Null for a failed job that nobody took down as a failure. */
	id: string | null;
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
	const recent = jobs.filter(({ failedAt }) => failedAt >= since);
	const work = recent.map((job) => ({ job, ...workOf(job) }));
	const known = await knownWork(db, work);
	const untold = new Map(
		work.filter((piece) => !known.has(keyOf(piece))).map((piece) => [keyOf(piece), piece]),
	);
	const matches = await readMatches(db, [...untold.values()]);
	const ofQueues = [...untold.values()].map(({ job, stage, matchId, modelId }): FoundFailure => {
		const match = (matchId !== null && matches.get(matchId)) || null;
		return {
			id: null,
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
	const [[count], rows] = await Promise.all([
		db.$queryRaw<
			{ failures: number }[]
		>`SELECT count(*)::int AS failures FROM "JobFailure" f WHERE ${wanted}`,
		db.$queryRaw<(Omit<FoundFailure, 'match' | 'job'> & { home: string; away: string; kickoffAt: Date })[]>`
			SELECT f.id, f.stage::text AS stage, f."matchId", f."modelId", model.provider,
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
			LIMIT ${most}`,
	]);
	const failures = rows.map(({ home, away, kickoffAt, ...row }) => ({
		...row,
		job: null,
		match: { home, away, kickoffAt },
	}));
	return { failures, leftOut: Math.max(0, (count?.failures ?? 0) - failures.length) };
}

interface PieceOfWork {
	stage: StageName;
	matchId: string | null;
	modelId: string | null;
}

const keyOf = ({ stage, matchId, modelId }: PieceOfWork) => JSON.stringify([stage, matchId, modelId]);

/** What a failed job was about; it may have been queued by anybody. */
function workOf({ name, payload }: FailedJob): PieceOfWork {
	const job = isJobName(name) ? name : 'settlement';
	const stage = QUEUED_STAGES.find((known) => known === job) ?? 'predictions';
	const named = definitionOf(job).payload.safeParse(payload);
	if (!isJobName(name) || !named.success) return { stage, matchId: null, modelId: null };
	const modelId = 'modelId' in named.data ? String(named.data.modelId) : null;
	return { stage, matchId: named.data.matchId, modelId };
}

function isJobName(name: string): name is JobName {
	return Object.hasOwn(JOBS, name);
}

/** Keys of those pieces of work of which a failure was kept, open or not. */
async function knownWork(db: Database, work: PieceOfWork[]): Promise<Set<string>> {
	const matchIds = idsOf(work);
	if (matchIds.length === 0) return new Set();
	const failures = await db.jobFailure.findMany({
		where: { matchId: { in: matchIds } },
		select: { stage: true, matchId: true, modelId: true },
	});
	return new Set(failures.map(keyOf));
}

async function readMatches(db: Database, work: PieceOfWork[]): Promise<Map<string, FoundFailure['match']>> {
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
