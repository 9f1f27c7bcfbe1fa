import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { Queues } from '../queue/queues.ts';
import { listed } from '../words.ts';
import { timeOn, timeSpan } from './time-span.ts';

/** A time in which the queues lost their jobs, by the pipeline's clock. */
export interface QueueLoss {
	/** When the mark was last seen in them. */
	from: Date;
	/** When it was missed; null while nobody has put a new one. */
	to: Date | null;
}

export interface MarkDeps {
	db: Database;
	clock: Clock;
	queues: Pick<Queues, 'backend' | 'mark' | 'isMarked'>;
}

/**
 * Looks for the mark in the queues. When it is gone, so are the jobs that were beside it: that is kept, and a new
 * mark is put. The passes put back the jobs.
 * @returns the loss that was noticed now, if any
 */
export async function checkMark({ db, clock, queues }: MarkDeps): Promise<QueueLoss | null> {
	const { backend } = queues;
	const now = clock.now();
	const marked = await queues.isMarked();
	const known = await db.queueMark.findUnique({ where: { backend } });
	const loss = marked || !known ? null : { from: known.lastSeenAt, to: later(known.lastSeenAt, now) };
	if (loss) await db.queueLoss.create({ data: { backend, ...loss } });
	if (!marked) await queues.mark();
	const seen = { lastSeenAt: now };
	await db.queueMark.upsert({ where: { backend }, create: { backend, ...seen }, update: seen });
	return loss;
}

/** The losses that reach into the time from `from` to `to`, the oldest first; one that nobody has kept yet included. */
export async function lossesBetween(deps: MarkDeps, from: Date, to: Date): Promise<QueueLoss[]> {
	const { db, queues } = deps;
	const { backend } = queues;
	const [kept, known] = await Promise.all([
		db.queueLoss.findMany({
			where: { from: { lt: to }, to: { gt: from } },
			select: { from: true, to: true },
			orderBy: { from: 'asc' },
		}),
		db.queueMark.findUnique({ where: { backend } }),
	]);
	if (!known || known.lastSeenAt >= to || (await queues.isMarked())) return kept;
	return [...kept, { from: known.lastSeenAt, to: null }];
}

/** Deletes the losses that ended before `before`. */
export async function pruneLosses(db: Database, before: Date): Promise<void> {
	await db.queueLoss.deleteMany({ where: { to: { lt: before } } });
}

/** "the queues lost their jobs at some time from 14:02 to 14:31 UTC on 2025-03-01 and ..."; empty without losses. */
export function describeLosses(losses: QueueLoss[]): string {
	return listed(
		losses.map(({ from, to }) =>
			to === null
				? `the queues lost their jobs after ${timeOn(from)}`
				: `the queues lost their jobs at some time from ${timeSpan(from, to)}`,
		),
	);
}

function later(a: Date, b: Date): Date {
	return a > b ? a : b;
}
