import { Prisma } from '../../prisma/generated/client.ts';
import { SECOND } from '../clock.ts';
import type { Database, Transaction } from '../db.ts';
import { type Fixture, VOID_STATUSES } from '../football/source.ts';
import { tracing } from '../tracing/tracing.ts';
import { lockedFailures } from './failures/lock-failures.ts';
import { ANALYSIS_LEAD, DUE_TOLERANCE, LINEUPS_LEAD, PREDICTIONS_LEAD, PUT_OFF } from './stages.ts';
import { voidPredictions } from './void-predictions.ts';

/** Fixtures that go into one statement. */
const BATCH = 2_000;

/**
 * Stores the state of the fixtures' matches, in a few set-based statements however many there are, and
 * returns the ids of those that are new or were changed. A finished match stays finished when a source
 * forgets it; a moved kick-off moves what the match's predictions are measured against. Competitions
 * must be stored already.
 */
export async function storeFixtures(db: Database, fixtures: Fixture[], now: Date): Promise<string[]> {
	const changed: string[] = [];
	for (let start = 0; start < fixtures.length; start += BATCH) {
		changed.push(...(await storeBatch(db, fixtures.slice(start, start + BATCH), now)));
	}
	return changed;
}

async function storeBatch(db: Database, fixtures: Fixture[], now: Date): Promise<string[]> {
	const rows = JSON.stringify(fixtures.map(rowOf));
	const stored = await db.$transaction(async (tx) => {
		await tx.$executeRaw`
			INSERT INTO "Team" (id, name)
			SELECT gen_random_uuid(), name FROM (
				SELECT home AS name FROM jsonb_to_recordset(${rows}::jsonb) AS f(home text)
				UNION SELECT away FROM jsonb_to_recordset(${rows}::jsonb) AS f(away text)
			) named ORDER BY name
			ON CONFLICT (name) DO NOTHING`;
		const changed = await tx.$queryRaw<{ id: string; added: boolean }[]>`
			INSERT INTO "Match" AS known (id, "sourceKey", "competitionId", season, round, "homeTeamId", "awayTeamId",
				"kickoffAt", "kickoffConfirmed", status, minute, "homeGoals", "awayGoals", "homeFullTime", "awayFullTime",
				"homeExtraTime", "awayExtraTime", "ingestedAt", "finishedAt")
			SELECT gen_random_uuid(), f."sourceKey", f.competition, f.season, f.round, home.id, away.id,
				f."kickoffAt", f."kickoffConfirmed", f.status::"MatchStatus", f.minute, f."homeGoals", f."awayGoals",
				f."homeFullTime", f."awayFullTime", f."homeExtraTime", f."awayExtraTime", ${now},
				CASE WHEN f.status = 'finished' THEN ${now}::timestamptz END
			FROM jsonb_to_recordset(${rows}::jsonb) AS f("sourceKey" text, competition text, season text, round text,
				home text, away text, "kickoffAt" timestamptz, "kickoffConfirmed" boolean, status text, minute smallint,
				"homeGoals" smallint, "awayGoals" smallint, "homeFullTime" smallint, "awayFullTime" smallint,
				"homeExtraTime" smallint, "awayExtraTime" smallint)
			JOIN "Team" home ON home.name = f.home
			JOIN "Team" away ON away.name = f.away
			ORDER BY f."sourceKey"
			ON CONFLICT ("sourceKey") DO UPDATE SET
				round = excluded.round, "kickoffAt" = excluded."kickoffAt",
				"kickoffConfirmed" = excluded."kickoffConfirmed", status = excluded.status, minute = excluded.minute,
				"homeGoals" = excluded."homeGoals", "awayGoals" = excluded."awayGoals",
				"homeFullTime" = excluded."homeFullTime", "awayFullTime" = excluded."awayFullTime",
				"homeExtraTime" = excluded."homeExtraTime", "awayExtraTime" = excluded."awayExtraTime",
				"finishedAt" = CASE WHEN excluded.status = 'finished' THEN coalesce(known."finishedAt", ${now}) END,
				"resultConfirmedAt" = CASE
					WHEN (known."homeGoals", known."awayGoals", known."homeFullTime", known."awayFullTime") IS NOT DISTINCT FROM
						(excluded."homeGoals", excluded."awayGoals", excluded."homeFullTime", excluded."awayFullTime")
					THEN known."resultConfirmedAt"
				END,
				"rescheduledAt" = CASE
					WHEN known."kickoffAt" <> excluded."kickoffAt"
						OR known.status <> excluded.status AND excluded.status = ANY(${VOID_STATUSES}::"MatchStatus"[]) THEN ${now}
					ELSE known."rescheduledAt"
				END
			WHERE NOT (known.status = 'finished' AND excluded.status IN ('scheduled', 'live'))
				AND (known.round, known."kickoffAt", known."kickoffConfirmed", known.status, known.minute,
					known."homeGoals", known."awayGoals", known."homeFullTime", known."awayFullTime",
					known."homeExtraTime", known."awayExtraTime")
				IS DISTINCT FROM (excluded.round, excluded."kickoffAt", excluded."kickoffConfirmed", excluded.status,
					excluded.minute, excluded."homeGoals", excluded."awayGoals", excluded."homeFullTime",
					excluded."awayFullTime", excluded."homeExtraTime", excluded."awayExtraTime")
			RETURNING id, xmax = 0 AS added`;
		const ids = changed.map(({ id }) => id);
		await voidPutOff(tx, ids, now);
		await lockStandingFailures(tx, ids);
		await clearOutdatedFailures(tx, ids, now);
		await retryOutdatedSettlements(tx, ids, now);
		await tx.$executeRaw`
			UPDATE "Prediction" p SET "kickoffAt" = m."kickoffAt" FROM "Match" m
			WHERE m.id = p."matchId" AND m.id = ANY(${ids}) AND p."kickoffAt" <> m."kickoffAt"`;
		await dropOutdated(tx, ids);
		return changed;
	});
	for (const { id, added } of stored) if (added) tracing()?.match(id);
	return stored.map(({ id }) => id);
}

/**
 * A match that was put off to another day starts afresh: what was predicted for the old date is kept as
 * void, and the models are asked anew. Predictions stay when the match is due to be predicted already.
 */
async function voidPutOff(tx: Transaction, matchIds: string[], now: Date): Promise<void> {
	const putOff = Prisma.sql`m.id = ANY(${matchIds}) AND m.status = 'scheduled'
		AND m."kickoffAt" >= p."madeAt" + make_interval(secs => ${PUT_OFF / SECOND})
		AND m."kickoffAt" > ${now}::timestamptz + make_interval(secs => ${PREDICTIONS_LEAD / SECOND})`;
	await voidPredictions(tx, putOff, { at: now, because: 'put_off' });
}

/** All that the next two statements may change, at once: each by itself they would not be in one order. */
async function lockStandingFailures(tx: Transaction, matchIds: string[]): Promise<void> {
	const standing = Prisma.sql`f."matchId" = ANY(${matchIds})
		AND (f."resolvedAt" IS NULL OR f.resolution = 'cleared' AND f.stage = 'settlement')`;
	await tx.$queryRaw(lockedFailures(standing));
}

/**
 * Failures from before their work is due now belong to a kick-off that the match no longer has; those of a
 * match that is void by now, to one that wants no work.
 */
async function clearOutdatedFailures(tx: Transaction, matchIds: string[], now: Date): Promise<void> {
	await tx.$executeRaw`
		UPDATE "JobFailure" f SET "resolvedAt" = ${now}, resolution = 'outdated' FROM "Match" m
		WHERE m.id = f."matchId" AND m.id = ANY(${matchIds}) AND f."resolvedAt" IS NULL AND (
			m.status = ANY(${VOID_STATUSES}::"MatchStatus"[])
			OR m.status = 'scheduled' AND f."lastSeenAt" < m."kickoffAt" - make_interval(secs => CASE f.stage
				WHEN 'analysis' THEN ${ANALYSIS_LEAD / SECOND}::float8
				WHEN 'lineups' THEN ${LINEUPS_LEAD / SECOND}::float8
				ELSE ${PREDICTIONS_LEAD / SECOND}::float8
			END) - make_interval(secs => ${DUE_TOLERANCE / SECOND})
		)`;
}

/** A settlement that failed, or was cleared, before the result was another says nothing about the next try. */
async function retryOutdatedSettlements(tx: Transaction, matchIds: string[], now: Date): Promise<void> {
	await tx.$executeRaw`
		UPDATE "JobFailure" f SET "retryRequestedAt" = ${now} FROM "Match" m
		WHERE m.id = f."matchId" AND m.id = ANY(${matchIds}) AND m.status = 'finished'
			AND f.stage = 'settlement' AND (f."resolvedAt" IS NULL OR f.resolution = 'cleared')`;
}

/**
 * A match that moved before anybody predicted it gets its analysis and line-ups anew: an analysis belongs
 * to its kick-off, and line-ups are never fetched earlier than they are due.
 */
async function dropOutdated(tx: Transaction, matchIds: string[]): Promise<void> {
	await tx.$executeRaw`
		DELETE FROM "MatchAnalysis" a USING "Match" m
		WHERE m.id = a."matchId" AND m.id = ANY(${matchIds})
			AND a."asOf" <> m."kickoffAt" - make_interval(secs => ${ANALYSIS_LEAD / SECOND})
			AND NOT EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id)`;
	await tx.$executeRaw`
		DELETE FROM "Lineup" l USING "Match" m
		WHERE m.id = l."matchId" AND m.id = ANY(${matchIds})
			AND l."fetchedAt" < m."kickoffAt" - make_interval(secs => ${LINEUPS_LEAD / SECOND})
			AND NOT EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id)`;
}

function rowOf({ goals, fullTime, extraTime, ...fixture }: Fixture) {
	return {
		...fixture,
		homeGoals: goals?.home ?? null,
		awayGoals: goals?.away ?? null,
		homeFullTime: fullTime?.home ?? null,
		awayFullTime: fullTime?.away ?? null,
		homeExtraTime: extraTime?.home ?? null,
		awayExtraTime: extraTime?.away ?? null,
	};
}
