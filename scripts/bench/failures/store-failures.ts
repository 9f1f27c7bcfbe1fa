import type { Database } from '../../../server/db.ts';
import type { ProcessContext } from '../../../server/process.ts';
import { storeComingMatches } from '../coming-matches.ts';

/** Finished matches without a prediction: the call to each model has failed, and their settlements too. */
export async function storeFailures(
	context: Pick<ProcessContext, 'db' | 'clock'>,
	matches: number,
): Promise<void> {
	const { db } = context;
	await storeComingMatches(context, matches);
	await finishMatches(db);
	await db.$executeRaw`
		INSERT INTO "JobFailure" (id, stage, "matchId", "modelId", category, message, fingerprint, "httpStatus",
			attempts, "firstSeenAt", "lastSeenAt")
		SELECT gen_random_uuid(), 'predictions', m.id, model.id, 'transient',
			format('%s refused %s with status %s: the upstream of request %s did not answer in time.',
				initcap(model.provider), model."providerModel", with_status, md5(m.id || model.id)),
			format('%s refused <name> with status <n>: the upstream of request <id> did not answer in time.',
				initcap(model.provider)),
			with_status, 4, m."kickoffAt", m."kickoffAt" + make_interval(secs => length(model.id) * 30)
		FROM "Match" m CROSS JOIN "Model" model
		CROSS JOIN LATERAL (SELECT 500 + length(model.id) % 4 AS with_status) refusal`;
	await db.$executeRaw`
		INSERT INTO "JobFailure" (id, stage, "matchId", category, message, fingerprint, attempts, "firstSeenAt", "lastSeenAt")
		SELECT gen_random_uuid(), 'settlement', id, 'predictions_missing', 'No prediction is stored.',
			'No prediction is stored.', 1, "finishedAt", "finishedAt"
		FROM "Match"`;
	await db.$executeRaw`VACUUM ANALYZE`;
}

/** They keep everything but their predictions. */
async function finishMatches(db: Database): Promise<void> {
	await db.$executeRaw`
		UPDATE "Match" SET status = 'finished', "kickoffAt" = "kickoffAt" - interval '2 days', "homeGoals" = 1,
			"awayGoals" = 0, "homeFullTime" = 1, "awayFullTime" = 0, "finishedAt" = "kickoffAt" - interval '46 hours'`;
	await db.$executeRaw`
		INSERT INTO "MatchAnalysis" ("matchId", "madeAt", "asOf", "unavailableReason")
		SELECT id, "kickoffAt", "kickoffAt", 'left out of the bench' FROM "Match"`;
	await db.$executeRaw`
		INSERT INTO "Lineup" ("matchId", "fetchedAt", "unavailableReason")
		SELECT id, "kickoffAt", 'left out of the bench' FROM "Match"`;
}
