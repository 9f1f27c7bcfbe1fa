import type { WorkerKind } from '../../prisma/generated/enums.ts';
import type { Database } from '../db.ts';

export const WORKER_KINDS = [
	'scheduling',
	'prediction',
	'settlement',
] as const satisfies readonly WorkerKind[];

/** Seconds of real time without a beat after which a worker counts as gone. */
export const SILENCE = 15;

export interface WorkerStatus {
	kind: WorkerKind;
	/** Processes of this kind that beat within the last 15 s. */
	alive: number;
	/** The newest beat of any of them, in real time; null when there never was one. */
	lastBeatAt: Date | null;
}

/** Which workers are alive, by the database's own clock: one answer for every process and speed. */
export async function workersAlive(db: Database): Promise<WorkerStatus[]> {
	const rows = await db.$queryRaw<WorkerStatus[]>`
		SELECT kind::text AS kind, max("beatAt") AS "lastBeatAt",
			count(*) FILTER (
				WHERE "stoppedAt" IS NULL AND "beatAt" > now() - make_interval(secs => ${SILENCE}::float8)
			)::int AS alive
		FROM "WorkerHeartbeat" GROUP BY kind`;
	return WORKER_KINDS.map(
		(kind) => rows.find((row) => row.kind === kind) ?? { kind, alive: 0, lastBeatAt: null },
	);
}
