import type { WorkerKind } from '../../prisma/generated/enums.ts';
import type { Database } from '../db.ts';
import { listed } from '../words.ts';
import { timeOn, timeSpan } from './time-span.ts';
import { SILENCE } from './workers-alive.ts';

/** A time in which no process of a kind was alive, by the pipeline's clock. */
export interface Outage {
	kind: WorkerKind;
	/** The last sign of the last one. */
	from: Date;
	/** The start of the next one; null while there is none. */
	to: Date | null;
	/** The last one had ended in good order, rather than died. */
	stopped: boolean;
}

/**
 * The outages that reach into the time from `from` to `to`, the oldest first. Derived from the heartbeats: a
 * gap counts when it lasted longer in real time than the silence after which a worker counts as gone, so a
 * restart is none. What was before the first heartbeat of a kind is not known and counts as nothing.
 */
export function outagesBetween(db: Database, from: Date, to: Date): Promise<Outage[]> {
	// Whether it is a gap is measured in real time (firstBeatAt, beatAt): a replay's runs many times as fast.
	// Older rows than the last one before `from` cannot matter.
	return db.$queryRaw<Outage[]>`
		WITH lives AS (
			SELECT w.kind, w.id, w."startedAt", w."lastSeenAt", w."stoppedAt", w."firstBeatAt", w."beatAt",
				w."firstBeatAt" > make_interval(secs => ${SILENCE}::float8) + max(w."beatAt") OVER (
					PARTITION BY w.kind ORDER BY w."firstBeatAt", w.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
				) AS "afterGap"
			FROM unnest(enum_range(NULL::"WorkerKind")) AS known(kind)
			CROSS JOIN LATERAL (
				SELECT coalesce(max(old."lastSeenAt"), '-infinity') AS "lastSeenAt" FROM "WorkerHeartbeat" old
				WHERE old.kind = known.kind AND old."lastSeenAt" <= ${from}
			) before
			JOIN "WorkerHeartbeat" w ON w.kind = known.kind AND w."lastSeenAt" >= before."lastSeenAt"
		), numbered AS (
			SELECT *, count(*) FILTER (WHERE "afterGap") OVER (PARTITION BY kind ORDER BY "firstBeatAt", id) AS span
			FROM lives
		), spans AS (
			SELECT kind, span, max("beatAt") AS "beatAt",
				(array_agg("startedAt" ORDER BY "firstBeatAt", id))[1] AS start,
				(array_agg("lastSeenAt" ORDER BY "beatAt" DESC, id))[1] AS "lastSeenAt",
				(array_agg("stoppedAt" IS NOT NULL ORDER BY "beatAt" DESC, id))[1] AS stopped
			FROM numbered GROUP BY kind, span
		), gaps AS (
			SELECT kind::text AS kind, "lastSeenAt" AS "from", stopped, "beatAt",
				lead(start) OVER (PARTITION BY kind ORDER BY span) AS "to"
			FROM spans
		)
		SELECT kind, "from", "to", stopped FROM gaps
		WHERE "from" < ${to} AND CASE
			WHEN "to" IS NULL THEN "beatAt" < now() - make_interval(secs => ${SILENCE}::float8)
			-- A replay that goes on later takes up its clock where it stood: nothing was missed.
			ELSE "to" > greatest("from", ${from})
		END
		ORDER BY "from", kind`;
}

/**
 * Deletes heartbeats of processes that were last seen before `before` and that no window from then on needs:
 * of each kind, the newest of them stays, because an outage that reaches over `before` begins with it.
 */
export async function pruneHeartbeats(db: Database, before: Date): Promise<void> {
	await db.$executeRaw`
		DELETE FROM "WorkerHeartbeat" old USING (
			SELECT DISTINCT ON (kind) id, kind FROM "WorkerHeartbeat" WHERE "lastSeenAt" < ${before}
			ORDER BY kind, "lastSeenAt" DESC, id
		) newest
		WHERE newest.kind = old.kind AND newest.id <> old.id AND old."lastSeenAt" < ${before}`;
}

/** With more, the rest is counted. */
const MOST_TOLD = 3;

/** "the prediction worker was down from 14:02 to 14:31 UTC on 2025-03-01 and ..."; empty without outages. */
export function describeOutages(outages: Outage[]): string {
	const told = outages.slice(0, outages.length > MOST_TOLD + 1 ? MOST_TOLD : outages.length).map(describe);
	const more = outages.length - told.length;
	return listed(more > 0 ? [...told, `${more} more outages`] : told);
}

function describe({ kind, from, to, stopped }: Outage): string {
	const how = stopped ? 'stopped' : 'down';
	return to === null
		? `the ${kind} worker has been ${how} since ${timeOn(from)}`
		: `the ${kind} worker was ${how} from ${timeSpan(from, to)}`;
}
