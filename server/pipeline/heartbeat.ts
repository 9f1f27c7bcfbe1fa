import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { WorkerKind } from '../../prisma/generated/enums.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';

/** Tells that a worker process is alive, and once that it has ended in good order. */
export interface Heartbeat {
	beat(): Promise<void>;
	stop(): Promise<void>;
}

/** Each process has a row of its own: a restart starts a new one, and the gap between them is the outage. */
export function createHeartbeat(db: Database, clock: Clock, kind: WorkerKind): Heartbeat {
	const id = randomUUID();
	return {
		async beat() {
			const now = clock.now();
			await db.$executeRaw`
				INSERT INTO "WorkerHeartbeat" (id, kind, pid, host, "startedAt", "lastSeenAt", "beatAt")
				VALUES (${id}, ${kind}::"WorkerKind", ${process.pid}, ${hostname()}, ${now}, ${now}, now())
				ON CONFLICT (id) DO UPDATE SET "lastSeenAt" = excluded."lastSeenAt", "beatAt" = excluded."beatAt"`;
		},
		async stop() {
			await db.workerHeartbeat.updateMany({ where: { id }, data: { stoppedAt: clock.now() } });
		},
	};
}
