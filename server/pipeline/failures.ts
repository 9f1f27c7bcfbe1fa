import type { Database } from '../db.ts';
import { describeError } from '../errors.ts';
import { definitionOf, type MatchJob } from '../queue/catalogue.ts';
import { PermanentError } from '../queue/outcomes.ts';
import type { FinalFailure } from '../queue/worker.ts';
import type { FailureCategory } from './failures/failure.ts';
import { fingerprint } from './fingerprint.ts';
import type { QueuedStage } from './stages.ts';

/** A match that ended without a single prediction to settle. Retrying alone cannot mend it. */
export class PredictionsMissingError extends PermanentError {
	/** @param why what was at the bottom of it, as far as it is known */
	constructor(
		message: string,
		readonly why: string,
	) {
		super(message);
	}
}

/** Which piece of work failed. */
export interface FailedWork {
	stage: QueuedStage;
	matchId: string;
	modelId: string | null;
}

/** How its last try ended. */
type HowItFailed = Omit<FinalFailure, 'job' | 'payload'>;

/**
 * Keeps a failure that used up its attempts: one row per stage, match and model, however often it comes
 * back. One that had been resolved opens again and starts to count anew; it has regressed, unless it had
 * belonged to a kick-off that the match no longer has.
 * @returns whether it was kept: work on a match or model that no longer exists leaves nothing behind
 */
export async function recordFailure(
	db: Database,
	work: FailedWork,
	failure: HowItFailed,
	now: Date,
): Promise<boolean> {
	const message = describeError(failure.error).replaceAll('\0', '').slice(0, 2_000);
	const kind = fingerprint(message, await knownNames(db, work));
	const { stage, matchId, modelId } = work;
	const kept = await db.$executeRaw`
		INSERT INTO "JobFailure" AS known (id, stage, "matchId", "modelId", category, message, fingerprint, cause,
			"httpStatus", attempts, occurrences, "firstSeenAt", "lastSeenAt")
		SELECT gen_random_uuid(), ${stage}::"Stage", match.id, ${modelId}::text, ${categoryOf(failure)}::"FailureCategory",
			${message}::text, ${kind}::text, ${cause(failure)}::text, ${httpStatus(failure)}::smallint,
			${failure.attempts}::int, 1, ${now}::timestamptz, ${now}::timestamptz
		FROM "Match" match
		WHERE match.id = ${matchId}
			AND (${modelId}::text IS NULL OR EXISTS (SELECT FROM "Model" WHERE "Model".id = ${modelId}))
		ON CONFLICT (stage, "matchId", "modelId") DO UPDATE SET
			category = excluded.category, message = excluded.message, fingerprint = excluded.fingerprint,
			cause = excluded.cause, "httpStatus" = excluded."httpStatus", attempts = excluded.attempts,
			"lastSeenAt" = excluded."lastSeenAt",
			occurrences = CASE WHEN known."resolvedAt" IS NULL THEN known.occurrences + 1 ELSE 1 END,
			regressions = known.regressions + CASE WHEN known.resolution IN ('healed', 'cleared') THEN 1 ELSE 0 END,
			"retryRequestedAt" = NULL, "resolvedAt" = NULL, resolution = NULL, "clearedBecause" = NULL`;
	return kept > 0;
}

/** What tells the failures of one kind apart: the match and its teams, and the models, which name each other as fallbacks. */
async function knownNames(db: Database, { matchId }: FailedWork): Promise<string[]> {
	const rows = await db.$queryRaw<{ name: string }[]>`
		SELECT unnest(ARRAY[m.id, home.name, away.name]) AS name FROM "Match" m
		JOIN "Team" home ON home.id = m."homeTeamId" JOIN "Team" away ON away.id = m."awayTeamId"
		WHERE m.id = ${matchId}
		UNION ALL SELECT unnest(ARRAY[id, "providerModel", "displayName"]) FROM "Model"`;
	return rows.map(({ name }) => name);
}

/** What kind of failure it is: the type of the error says, never its text. */
export function categoryOf({ error, permanent, stalled }: HowItFailed): FailureCategory {
	if (error instanceof PredictionsMissingError) return 'predictions_missing';
	if (stalled) return 'stalled';
	return permanent ? 'permanent' : 'transient';
}

function cause({ error }: HowItFailed): string | null {
	return error instanceof PredictionsMissingError ? error.why : null;
}

/** What the other side answered with, as far as it is an HTTP status. */
function httpStatus({ error }: HowItFailed): number | null {
	const status = error instanceof Error && 'httpStatus' in error ? error.httpStatus : null;
	return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status < 1_000
		? status
		: null;
}

/** Closes the open failures of work that has been done after all. */
export async function healFailures(
	db: Database,
	{ stage, matchId, modelId }: FailedWork,
	now: Date,
): Promise<void> {
	await db.jobFailure.updateMany({
		where: { stage, matchId, modelId, resolvedAt: null },
		data: { resolvedAt: now, resolution: 'healed' },
	});
}

/** The piece of work that a failed job was about. */
export function failedWorkOf({ job, payload }: Pick<FinalFailure<MatchJob>, 'job' | 'payload'>): FailedWork {
	if (job === 'model-call') {
		const { matchId, modelId } = definitionOf(job).payload.parse(payload);
		return { stage: 'predictions', matchId, modelId };
	}
	const { matchId } = definitionOf(job).payload.parse(payload);
	return { stage: job, matchId, modelId: null };
}
