import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkerKind } from '../../../prisma/generated/enums.ts';
import { AppError } from '../../../server/errors.ts';
import type { Arena } from '../arena.ts';
import type { PlannedFault } from '../plan.ts';

/** Kills the workers of these kinds, as a machine that fails would: nothing is let go of. */
export async function killEvery(arena: Arena, kinds: WorkerKind[]): Promise<string> {
	for (const kind of kinds) await kill(arena, kind);
	return `killed ${kinds.join(', ')}`;
}

/** Real milliseconds that a killed worker may take until it beats again. */
const PATIENCE = 60_000;

/** Kills the same worker three times, each as soon as it works again. */
export async function killRepeatedly(arena: Arena, { worker }: PlannedFault): Promise<string> {
	for (let times = 1; times <= 3; times += 1) {
		const pid = await kill(arena, worker);
		const isBack = await arena.observer.until(
			({ beats }) => times === 3 || (beats[worker] !== undefined && beats[worker].pid !== pid),
			PATIENCE,
		);
		if (!isBack) throw new AppError('unavailable', `The ${worker} worker did not come back after a kill.`);
	}
	return `killed ${worker} three times`;
}

async function kill({ supervisor, deaths, signal }: Arena, kind: WorkerKind): Promise<number> {
	let pid = supervisor.pidOf(kind);
	// It may just be on its way back from the fault before.
	while (pid === undefined) {
		await sleep(50, undefined, { signal });
		pid = supervisor.pidOf(kind);
	}
	deaths.expectKill(kind);
	process.kill(pid, 'SIGKILL');
	return pid;
}
