import type { Clock } from '../../clock.ts';
import type { Transaction } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { ProcessContext } from '../../process.ts';
import { recordAction } from '../audit.ts';
import { enabledModels } from '../enabled-models.ts';
import { type QueueWish, readQueueWishes } from './queue-wishes.ts';
import { type QueueWork, queueWork } from './queue-work.ts';

type ControlDeps = Pick<ProcessContext, 'db' | 'queues' | 'feed' | 'env'> & { realClock: Clock };

interface Asked {
	/** Its name, as `queueWork` lists them. */
	queue: string;
	operatorId: string;
}

/** What came of it; `changed` is false when it was so before. */
export interface QueueControlled {
	wish: QueueWish;
	changed: boolean;
}

/**
 * Lets nothing be taken from a queue until it is resumed; what is running ends. It outlasts restarts, and a queue that
 * loses its jobs.
 * @throws AppError 'not-found'
 */
export async function pauseQueue(deps: ControlDeps, { queue, operatorId }: Asked): Promise<QueueControlled> {
	const { waiting, prioritized, active, delayed } = await deps.queues.counts(await nameOf(deps, queue));
	return setPaused(deps, queue, true, async (tx, at) => {
		await tx.queueWish.createMany({ data: { queue }, skipDuplicates: true });
		const { count } = await tx.queueWish.updateMany({
			where: { queue, pausedAt: null },
			data: { pausedAt: at, pausedById: operatorId },
		});
		if (count === 0) return false;
		const detail = { queue, waiting: waiting + prioritized, later: delayed, running: active };
		await recordAction(tx, { operatorId, at, action: 'queues.pause', detail });
		return true;
	});
}

/** @throws AppError 'not-found' */
export async function resumeQueue(deps: ControlDeps, { queue, operatorId }: Asked): Promise<QueueControlled> {
	const { waiting, prioritized } = await deps.queues.counts(await nameOf(deps, queue));
	return setPaused(deps, queue, false, async (tx, at) => {
		const { count } = await tx.queueWish.updateMany({
			where: { queue, pausedAt: { not: null } },
			data: { pausedAt: null, pausedById: null },
		});
		if (count === 0) return false;
		const detail = { queue, waiting: waiting + prioritized };
		await recordAction(tx, { operatorId, at, action: 'queues.resume', detail });
		return true;
	});
}

/**
 * How many jobs of a queue each worker process works on at once from now on; the workers see to it within seconds.
 * @param value null is the default
 * @throws AppError 'not-found'; 'invalid' for a number that the queue does not take
 */
export async function setConcurrency(
	deps: ControlDeps,
	{ queue, operatorId, value }: Asked & { value: number | null },
): Promise<QueueControlled> {
	const work = await workOf(deps, queue);
	if (value !== null) requireWithin(work, value);
	return change(deps, queue, async (tx, at) => {
		await tx.queueWish.createMany({ data: { queue }, skipDuplicates: true });
		const before = await tx.queueWish.findUniqueOrThrow({ where: { queue } });
		const { count } = await tx.queueWish.updateMany({
			where: { queue, ...(value === null ? { concurrency: { not: null } } : differs(value)) },
			data: {
				concurrency: value,
				concurrencyAt: value === null ? null : at,
				concurrencyById: value === null ? null : operatorId,
			},
		});
		if (count === 0) return false;
		const detail = {
			queue,
			from: before.concurrency ?? work.standard,
			to: value ?? work.standard,
			isDefault: value === null,
		};
		await recordAction(tx, { operatorId, at, action: 'queues.concurrency', detail });
		return true;
	});
}

/** SQL's null differs from nothing. */
function differs(value: number) {
	return { OR: [{ concurrency: null }, { concurrency: { not: value } }] };
}

function requireWithin({ label, most }: QueueWork, value: number): void {
	if (Number.isInteger(value) && value >= 1 && value <= most) return;
	throw new AppError(
		'invalid',
		`${value} jobs at once is not possible for the queue "${label}": give a whole number from 1 to ${most}, or pause it.`,
	);
}

/** The wish first: what the queue itself is told is made good by the watch when it is lost. */
async function setPaused(
	deps: ControlDeps,
	queue: string,
	paused: boolean,
	apply: (tx: Transaction, at: Date) => Promise<boolean>,
): Promise<QueueControlled> {
	const controlled = await change(deps, queue, apply);
	await deps.queues.setPaused(queue, paused);
	return controlled;
}

async function change(
	{ db, feed, realClock }: ControlDeps,
	queue: string,
	apply: (tx: Transaction, at: Date) => Promise<boolean>,
): Promise<QueueControlled> {
	const at = realClock.now();
	const changed = await db.$transaction((tx) => apply(tx, at));
	if (changed) feed.topic('queues');
	const wish = (await readQueueWishes(db)).get(queue);
	return { wish: wish ?? { queue, paused: null, concurrency: null }, changed };
}

async function nameOf(deps: ControlDeps, queue: string): Promise<string> {
	return (await workOf(deps, queue)).name;
}

async function workOf({ db, env }: ControlDeps, queue: string): Promise<QueueWork> {
	const work = queueWork(env, await enabledModels(db));
	const found = work.find(({ name }) => name === queue);
	if (found) return found;
	throw new AppError(
		'not-found',
		`There is no queue "${queue}": the queues are ${work.map(({ name }) => name).join(', ')}.`,
	);
}
