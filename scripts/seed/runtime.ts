import { after, DAY, HOUR } from '../../server/clock.ts';
import type { Transaction } from '../../server/db.ts';
import { PASS_KINDS, type PassReport } from '../../server/pipeline/pass-report.ts';
import { MATCH_QUEUES } from '../../server/queue/catalogue.ts';

/** Stores that processes ran: the reports of a week's passes, heartbeats, with the outage that left matches unserved, and jobs. */
export async function storeRuntime(tx: Transaction, now: Date): Promise<void> {
	await storePasses(tx, now);
	await storeHeartbeats(tx, now);
	await storeJobsEnded(tx, now);
}

/** A sweep a minute, the others at their usual intervals. */
async function storePasses(tx: Transaction, now: Date): Promise<void> {
	const nothing: PassReport['added'] = { analysis: 0, lineups: 0, predictions: 0, settlement: 0 };
	const intervals = PASS_KINDS.map((kind) => ({
		kind,
		minutes: { startup: 2_880, ingest: 180, sweep: 1, backfill: 60, stuck_check: 2, operator: 1_500 }[kind],
	}));
	await tx.$executeRaw`
		INSERT INTO "ReconcilePass" (id, kind, at, checked, added, "alreadyQueued", revived, replaced, moved, dropped, blocked, problems, "tookMs")
		SELECT pg_temp.id('pass/' || kind || nth), kind::"PassKind", ${now}::timestamptz - make_interval(mins => nth * minutes) - interval '20 s', 20 + nth % 7,
			${JSON.stringify(nothing)}::jsonb || CASE WHEN busy THEN jsonb_build_object('analysis', 1 + nth % 3, 'predictions', nth % 2) ELSE '{}' END,
			30 + nth % 9, (busy AND nth % 3 = 0)::int, 0, 0, 0, '[]', CASE WHEN kind = 'ingest' AND nth % 9 = 4
				THEN ARRAY['The source did not answer for jp.1: its fixtures are those of the last time.'] ELSE '{}' END, 12 + nth % 40
		FROM jsonb_to_recordset(${JSON.stringify(intervals)}::jsonb) AS net (kind text, minutes int)
		CROSS JOIN LATERAL generate_series(0, 7 * 1440 / minutes) nth
		CROSS JOIN LATERAL (SELECT nth % 37 = 5 AS busy) pass`;
}

/** Each kind of worker began anew every other day, without a gap; the prediction worker was away while matches went unserved. */
async function storeHeartbeats(tx: Transaction, now: Date): Promise<void> {
	const begun = after(now, -20 * DAY);
	await tx.$executeRaw`
		WITH lives AS (
			SELECT kind, start AS "from", least(start + interval '2 days' - interval '3 s', ${now}::timestamptz) AS "to"
			FROM unnest(enum_range(NULL::"WorkerKind")) AS kind, generate_series(${begun}::timestamptz, ${after(now, -HOUR)}::timestamptz, '2 days') start
		), outage AS (
			SELECT min("kickoffAt") - interval '40 min' AS "from", max("kickoffAt") + interval '4 min' AS "to" FROM match_draft WHERE trouble = 'unserved'
		), spans AS (
			SELECT kind, "from", "to", false AS cut FROM lives WHERE kind <> 'prediction' OR NOT coalesce((SELECT tstzrange(o."from", o."to") FROM outage o)
				&& tstzrange(lives."from", lives."to"), false)
			UNION ALL SELECT kind, lives."from", outage."from", true FROM lives, outage
				WHERE kind = 'prediction' AND lives."from" < outage."from" AND outage."from" < lives."to"
			UNION ALL SELECT kind, outage."to", lives."to", false FROM lives, outage
				WHERE kind = 'prediction' AND lives."from" < outage."to" AND outage."to" < lives."to"
		)
		INSERT INTO "WorkerHeartbeat" (id, kind, pid, host, "startedAt", "lastSeenAt", "firstBeatAt", "beatAt", "stoppedAt")
		SELECT pg_temp.id('worker/' || kind || "from"), kind, 1000 + (row_number() OVER (ORDER BY "from", kind))::int, 'pitchside-1', "from", "to", "from", "to",
			CASE WHEN NOT cut AND "to" < ${now} THEN "to" END
		FROM spans`;
}

/** Of the last day: now and then a few, more of model calls. */
async function storeJobsEnded(tx: Transaction, now: Date): Promise<void> {
	await tx.$executeRaw`
		INSERT INTO "JobsEnded" (at, queue, done, failed, retried)
		SELECT date_trunc('minute', ${now}::timestamptz) - make_interval(mins => nth), queue,
			CASE WHEN queue LIKE 'model-calls-%' THEN 20 + nth % 23 ELSE 1 + nth % 3 END, (nth % 11 = 3)::int, (nth % 7 = 2)::int
		FROM unnest(${[...MATCH_QUEUES]}::text[]) queue, generate_series(1, 1440) nth
		WHERE pg_temp.chance(queue || nth) < 0.2`;
}
