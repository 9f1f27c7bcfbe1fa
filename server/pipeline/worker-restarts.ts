import type { WorkerKind } from '../../prisma/generated/enums.ts';
import type { Database } from '../db.ts';
import { SILENCE, WORKER_KINDS } from './workers-alive.ts';

/** How often processes of a kind began and died lately; those that began together count once. */
export interface Restarts {
	starts: number;
	/** Of these: those that fell silent, or ended by themselves within a minute. */
	deaths: number;
}

/** Minutes of real time. */
export const RESTARTS_WITHIN = 10;

/** Seconds: what ends in good order after less has failed; what is ended by a deployment has lived for longer. */
const SHORT_LIFE = 60;

/** How often the workers of each kind were started within the last 10 minutes, by the database's own clock. */
export async function recentRestarts(db: Database): Promise<Record<WorkerKind, Restarts>> {
	// Processes that begin within the same 15 s are one start: of several workers, or after an outage of the database.
	const rows = await db.$queryRaw<(Restarts & { kind: WorkerKind })[]>`
		SELECT kind::text AS kind, count(DISTINCT slot)::int AS starts,
			(count(DISTINCT slot) FILTER (WHERE died))::int AS deaths
		FROM (
			SELECT kind, floor(extract(epoch FROM "firstBeatAt") / ${SILENCE}::float8) AS slot,
				CASE WHEN "stoppedAt" IS NULL THEN "beatAt" < now() - make_interval(secs => ${SILENCE}::float8)
					ELSE "beatAt" - "firstBeatAt" < make_interval(secs => ${SHORT_LIFE}::float8) END AS died
			FROM "WorkerHeartbeat"
			WHERE "firstBeatAt" > now() - make_interval(mins => ${RESTARTS_WITHIN}::int)
		) AS process GROUP BY kind`;
	const of = (kind: WorkerKind) => rows.find((row) => row.kind === kind) ?? { starts: 0, deaths: 0 };
	const restarts = WORKER_KINDS.map((kind) => [kind, { starts: of(kind).starts, deaths: of(kind).deaths }]);
	return Object.fromEntries(restarts);
}
