import { Prisma } from '../../prisma/generated/client.ts';
import { after, HOUR } from '../../server/clock.ts';
import type { Transaction } from '../../server/db.ts';
import { describeProvider } from '../../server/models/providers.ts';
import { fingerprint } from '../../server/pipeline/fingerprint.ts';

/** Stores what failed: of matches that nobody was asked for, of refused calls, of analyses; and what was resolved since. */
export async function storeFailures(tx: Transaction, now: Date): Promise<void> {
	await storeUnserved(tx);
	await storeCalls(
		tx,
		Prisma.sql`m.trouble = 'refused' AND provider = 'synthetic' AND NOT EXISTS (
		SELECT FROM prediction_draft p WHERE p.place = m.place AND p.number = m.number AND p.model = model.number)`,
	);
	await storeCalls(
		tx,
		Prisma.sql`m.trouble = 'mended' AND (m.number + model.number) % 9 = 0`,
		Prisma.sql`"kickoffAt" + interval '25 min'`,
	);
	await storeStage(
		tx,
		'analysis',
		'The file of the season names a club twice: the table cannot be made.',
		Prisma.sql`m.place = 'soon' AND m.number % 7 = 3 AND m.status = 'scheduled' AND "kickoffAt" < ${after(now, 6 * HOUR)}`,
		Prisma.sql`"kickoffAt" - interval '6 hours'`,
	);
	await storeStage(
		tx,
		'lineups',
		'The source did not answer within 30 s.',
		Prisma.sql`m.place = 'past' AND m.number % 400 = 33`,
		Prisma.sql`"kickoffAt" - interval '35 min'`,
	);
}

const NOBODY = 'No prediction is stored.';
const WHY = 'The prediction worker was down when they were due: the predictions never ran.';

/** Every other one came back after it had been resolved. */
async function storeUnserved(tx: Transaction): Promise<void> {
	await tx.$executeRaw`
		INSERT INTO "JobFailure" (id, stage, "matchId", category, message, fingerprint, cause, attempts, occurrences, regressions, "firstSeenAt", "lastSeenAt")
		SELECT pg_temp.id('unserved/' || m.id), 'settlement', m.id, 'predictions_missing', ${NOBODY}, ${fingerprint(NOBODY)}, ${WHY}, 1, 1 + m.number % 2, m.number % 2,
			"finishedAt" + interval '61 min', "finishedAt" + interval '61 min'
		FROM match_draft m WHERE trouble = 'unserved'`;
}

/** Failed calls of these pairs of a match `m` and a `model`, open unless they were resolved then. */
async function storeCalls(
	tx: Transaction,
	which: Prisma.Sql,
	resolvedAt: Prisma.Sql = Prisma.sql`NULL::timestamptz`,
): Promise<void> {
	const models = await tx.model.findMany({ where: { enabled: true } });
	const texts = models.flatMap(({ id, provider, providerModel }) =>
		refusals(provider, providerModel).map((refusal) => ({ model: id, ...refusal })),
	);
	await tx.$executeRaw`
		INSERT INTO "JobFailure" (id, stage, "matchId", "modelId", category, message, fingerprint, "httpStatus", attempts, occurrences, regressions,
			"firstSeenAt", "lastSeenAt", "resolvedAt", resolution)
		SELECT pg_temp.id('call/' || m.id || model.id), 'predictions', m.id, model.id, said.category::"FailureCategory", said.message, said.fingerprint, said.status,
			4, 1 + m.number % 3, (m.number % 11 = 5)::int, "kickoffAt" - interval '28 min', "kickoffAt" - interval '24 min',
			resolution.at, CASE WHEN resolution.at IS NOT NULL THEN 'healed'::"FailureResolution" END
		FROM match_draft m CROSS JOIN model_draft model
		JOIN jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) AS said (model text, nth int, category text, status int, message text, fingerprint text)
			ON said.model = model.id AND said.nth = m.number / 9 % ${REFUSALS.length}
		CROSS JOIN LATERAL (SELECT ${resolvedAt} AS at) resolution
		WHERE ${which}`;
}

const REFUSALS = [
	{ category: 'transient', status: 503, why: 'the upstream did not answer in time.' },
	{ category: 'permanent', status: 402, why: 'the account has no credit left.' },
	{ category: 'permanent', status: 404, why: 'no such model.' },
] as const;

function refusals(provider: string, providerModel: string) {
	return REFUSALS.map(({ category, status, why }, nth) => {
		const message = `${describeProvider(provider).label} refused ${providerModel} with status ${status}: ${why}`;
		return { nth, category, status, message, fingerprint: fingerprint(message, [providerModel]) };
	});
}

/** A failure of a stage of these matches `m`, for good; that of a match that is over was cleared. */
async function storeStage(
	tx: Transaction,
	stage: 'analysis' | 'lineups',
	message: string,
	which: Prisma.Sql,
	at: Prisma.Sql,
): Promise<void> {
	await tx.$executeRaw`
		INSERT INTO "JobFailure" (id, stage, "matchId", category, message, fingerprint, attempts, "firstSeenAt", "lastSeenAt", "resolvedAt", resolution, "clearedBecause")
		SELECT pg_temp.id('stage/' || m.id), ${stage}::"Stage", m.id, 'permanent', ${message}, ${fingerprint(message)}, 3, ${at}, ${at},
			CASE WHEN m.place = 'past' THEN "finishedAt" END, CASE WHEN m.place = 'past' THEN 'cleared'::"FailureResolution" END,
			CASE WHEN m.place = 'past' THEN 'the match was served without' END
		FROM match_draft m WHERE ${which} AND (m.place <> 'past' OR m.status = 'finished')`;
}
