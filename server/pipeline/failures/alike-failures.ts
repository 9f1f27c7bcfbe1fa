import type { Database } from '../../db.ts';
import type { StageName } from '../stages.ts';
import type { FailureCategory } from './failure.ts';

/** Open failures of one stage that ended in the same way: they say the same but for ids, numbers, dates and names. */
export interface AlikeFailures {
	stage: StageName;
	category: FailureCategory;
	fingerprint: string;
	/** What was at the bottom of the newest as far as it was known, otherwise its message. */
	words: string;
	failures: number;
	/** Those that came back after they had been resolved. */
	regressed: number;
	lastSeenAt: Date;
}

/** The open failures in groups of those that are alike, the largest first; `most` groups at most. */
export async function alikeFailures(db: Database, most: number): Promise<AlikeFailures[]> {
	return db.$queryRaw<AlikeFailures[]>`
		WITH alike AS (
			SELECT stage, category, fingerprint, count(*)::int AS failures,
				count(*) FILTER (WHERE regressions > 0)::int AS regressed, max("lastSeenAt") AS "lastSeenAt"
			FROM "JobFailure" WHERE "resolvedAt" IS NULL
			GROUP BY stage, category, fingerprint
			ORDER BY failures DESC, max("lastSeenAt") DESC, fingerprint LIMIT ${most}
		)
		SELECT alike.stage::text AS stage, alike.category::text AS category, alike.fingerprint,
			newest.words, alike.failures, alike.regressed, alike."lastSeenAt"
		FROM alike, LATERAL (
			SELECT coalesce(f.cause, f.message) AS words FROM "JobFailure" f
			WHERE f."resolvedAt" IS NULL AND f.stage = alike.stage AND f.category = alike.category
				AND f.fingerprint = alike.fingerprint
			ORDER BY f."lastSeenAt" DESC, f.id DESC LIMIT 1
		) newest
		ORDER BY alike.failures DESC, alike."lastSeenAt" DESC, alike.fingerprint`;
}
