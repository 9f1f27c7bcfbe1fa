import { type Clock, MINUTE } from '../../clock.ts';
import type { Database } from '../../db.ts';
import type { JobEnding } from '../../queue/worker.ts';
import { createTally } from '../tally.ts';

/** Counts how jobs end, by queue and minute of real time, in memory until they are stored in `JobsEnded`. */
export interface JobsEndedTally {
	count(queue: string, ending: JobEnding): void;
	/** Adds what was counted since to the stored counts. */
	store(): Promise<void>;
}

export function createJobsEndedTally(db: Pick<Database, '$executeRaw'>, realClock: Clock): JobsEndedTally {
	const tally = createTally<Counted>({
		keyOf: ({ at, queue }) => [at, queue],
		sum: (one, other) => ({
			...one,
			done: one.done + other.done,
			failed: one.failed + other.failed,
			retried: one.retried + other.retried,
		}),
		store: (counts) => addCounts(db, counts),
	});
	return {
		count(queue, ending) {
			const at = new Date(Math.floor(realClock.now().getTime() / MINUTE) * MINUTE);
			tally.add({ at, queue, done: 0, failed: 0, retried: 0, [ending]: 1 });
		},
		store: tally.store,
	};
}

interface Counted extends Record<JobEnding, number> {
	/** The minute's beginning. */
	at: Date;
	queue: string;
}

/** In the same order everywhere, so that workers that store at once do not wait for each other in a circle. */
function addCounts(db: Pick<Database, '$executeRaw'>, counts: Counted[]) {
	return db.$executeRaw`
		INSERT INTO "JobsEnded" AS known (at, queue, done, failed, retried)
		SELECT at, queue, done, failed, retried FROM jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
			AS counted(at timestamptz, queue text, done int, failed int, retried int)
		ORDER BY at, queue
		ON CONFLICT (at, queue) DO UPDATE SET done = known.done + excluded.done,
			failed = known.failed + excluded.failed, retried = known.retried + excluded.retried`;
}
