import type { Database } from '../db.ts';
import { describeError } from '../errors.ts';
import { definitionOf } from '../queue/catalogue.ts';
import { PermanentError } from '../queue/outcomes.ts';
import type { FinalFailure } from '../queue/worker.ts';
import { fingerprint } from './fingerprint.ts';
import type { QueuedStage } from './stages.ts';

/** A match that ended without a single prediction to settle. Retrying alone cannot mend it. */
export class PredictionsMissingError extends PermanentError {}

/** Which piece of work failed. */
export interface FailedWork {
	stage: QueuedStage;
	matchId: string;
	modelId: string | null;
}

/**
 * Keeps a failure that used up its attempts: one row per stage, match and model, however often it comes
 * back. One that had been resolved opens again and starts to count anew.
 * @returns whether it was kept: work on a match or model that no longer exists leaves nothing behind
 */
export async function recordFailure(
	db: Database,
	work: FailedWork,
	failure: FinalFailure,
	now: Date,
): Promise<boolean> {
	const message = describeError(failure.error).slice(0, 2_000);
	const { stage, matchId, modelId } = work;
	const kept = await db.$executeRaw`
		INSERT INTO "JobFailure" AS known (id, stage, "matchId", "modelId", category, message, fingerprint, attempts,
			occurrences, "firstSeenAt", "lastSeenAt")
		SELECT gen_random_uuid(), ${stage}::"Stage", match.id, ${modelId}::text, ${category(failure)}::"FailureCategory",
			${message}::text, ${fingerprint(message)}::text, ${failure.attempts}::int, 1, ${now}::timestamptz,
			${now}::timestamptz
		FROM "Match" match
		WHERE match.id = ${matchId}
			AND (${modelId}::text IS NULL OR EXISTS (SELECT FROM "Model" WHERE "Model".id = ${modelId}))
		ON CONFLICT (stage, "matchId", "modelId") DO UPDATE SET
			category = excluded.category, message = excluded.message, fingerprint = excluded.fingerprint,
			attempts = excluded.attempts, "lastSeenAt" = excluded."lastSeenAt",
			occurrences = CASE WHEN known."resolvedAt" IS NULL THEN known.occurrences + 1 ELSE 1 END,
			"retryRequestedAt" = NULL, "resolvedAt" = NULL, resolution = NULL`;
	return kept > 0;
}

function category({ error, permanent, stalled }: FinalFailure) {
	if (error instanceof PredictionsMissingError) return 'predictions_missing';
	if (stalled) return 'stalled';
	return permanent ? 'permanent' : 'transient';
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

/** What a retry asked for: the matches to reconcile now, and the failures that were still open. */
export interface RetryRequest {
	matchIds: string[];
	failures: number;
}

/**
 * Asks for another try of the named failures at once. A match that lacks predictions gets those asked
 * for again too, because its settlement cannot succeed without them.
 */
export async function requestRetry(db: Database, ids: string[], now: Date): Promise<RetryRequest> {
	const open = await db.jobFailure.findMany({
		where: { id: { in: ids }, resolvedAt: null },
		select: { matchId: true },
	});
	const matchIds = [...new Set(open.map(({ matchId }) => matchId))];
	await db.jobFailure.updateMany({
		where: {
			resolvedAt: null,
			OR: [{ id: { in: ids } }, { matchId: { in: matchIds }, stage: 'predictions' }],
		},
		data: { retryRequestedAt: now },
	});
	return { matchIds, failures: open.length };
}

/** The piece of work that a failed job was about. */
export function failedWorkOf({ job, payload }: FinalFailure): FailedWork {
	if (job === 'model-call') {
		const { matchId, modelId } = definitionOf(job).payload.parse(payload);
		return { stage: 'predictions', matchId, modelId };
	}
	const { matchId } = definitionOf(job).payload.parse(payload);
	return { stage: job, matchId, modelId: null };
}
