import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { WorkerKind } from '../../prisma/generated/enums.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import { SILENCE } from './workers-alive.ts';

/** Tells that a worker process is alive, and once that it has ended in good order. */
export interface Heartbeat {
	beat(): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Each process has a row of its own: a restart starts a new one, and the gap between them is the outage.
 * So does a process that was frozen, or cut off from the database, for so long that it counted as gone.
 */
export function createHeartbeat(db: Database, clock: Clock, kind: WorkerKind): Heartbeat {
	let id = randomUUID();

	async function goOn(): Promise<boolean> {
		const rows = await db.$executeRaw`
			UPDATE "WorkerHeartbeat" SET "lastSeenAt" = ${clock.now()}, "beatAt" = now()
			WHERE id = ${id} AND "beatAt" > now() - make_interval(secs => ${SILENCE}::float8)`;
		return rows > 0;
	}

	return {
		async beat() {
			if (await goOn()) return;
			id = randomUUID();
			const now = clock.now();
			await db.$executeRaw`
				INSERT INTO "WorkerHeartbeat" (id, kind, pid, host, "startedAt", "lastSeenAt", "firstBeatAt", "beatAt")
				VALUES (${id}, ${kind}::"WorkerKind", ${process.pid}, ${hostname()}, ${now}, ${now}, now(), now())`;
		},
		async stop() {
			await goOn();
			await db.workerHeartbeat.updateMany({ where: { id }, data: { stoppedAt: clock.now() } });
		},
	};
}
