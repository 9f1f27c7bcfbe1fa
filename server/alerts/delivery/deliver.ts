import type { Prisma } from '../../../prisma/generated/client.ts';
import { after, type Clock } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { AppError, describeError } from '../../errors.ts';
import type { FeedPublisher } from '../../feed/publisher.ts';
import { shortened } from '../../foreign-text.ts';
import { countEvent, DELIVERY } from '../../pipeline/event-counts.ts';
import { definitionOf } from '../../queue/catalogue.ts';
import { NotYetError, PermanentError, RateLimitedError } from '../../queue/outcomes.ts';
import type { Queues } from '../../queue/queues.ts';
import { DISABLED } from '../webhooks.ts';
import { alertMessage, eventOf, TEST } from './message.ts';
import type { Poster } from './post.ts';
import { queueDeliveries } from './queue-deliveries.ts';

export interface DeliverDeps {
	db: Database;
	queues: Pick<Queues, 'replace'>;
	/** Receivers know no other time. */
	realClock: Clock;
	feed: Pick<FeedPublisher, 'topic'>;
	poster: Pick<Poster, 'post'>;
	/** Ends the posts: they are made again by whoever leads next. */
	signal: AbortSignal;
}

/** Delivers messages, each once. */
export interface Deliverer {
	/**
	 * Tries to deliver a message, unless that is done or given up.
	 * @throws TransientError, NotYetError or PermanentError, as it is tried again or not
	 */
	deliver(id: string): Promise<void>;
	/** Notes that it is not tried any more. */
	giveUp(id: string, problem: string): Promise<void>;
}

const { attempts: ATTEMPTS } = definitionOf('alert-delivery');

/** A problem is shown in one line. */
const MOST_CHARACTERS = 1_000;

const PENDING = { deliveredAt: null, gaveUpAt: null } as const;

export function createDeliverer(deps: DeliverDeps): Deliverer {
	const { db, realClock, feed, queues } = deps;
	const underWay = new Map<string, Promise<void>>();

	/** The next one has its turn; when the queues are away, with the next round of the watch. */
	async function ended() {
		feed.topic('alerts');
		try {
			await queueDeliveries(db, queues);
		} catch (error) {
			if (!(error instanceof AppError && error.code === 'unavailable')) throw error;
		}
	}

	/** Stores how it ended, counted in the same transaction. A test is no alert that was missed: it does not count. */
	async function end(
		which: Prisma.AlertDeliveryWhereInput,
		data: Prisma.AlertDeliveryUpdateManyMutationInput,
		outcome: 'delivered' | 'gave_up',
	): Promise<void> {
		await db.$transaction(async (tx) => {
			const ended = await tx.alertDelivery.updateManyAndReturn({
				where: which,
				data,
				select: { body: true },
			});
			for (const { body } of ended) {
				if (eventOf(alertMessage.parse(body)) !== TEST) await countEvent(tx, DELIVERY, outcome);
			}
		});
	}

	async function giveUp(id: string, problem: string): Promise<void> {
		const data = { gaveUpAt: realClock.now(), problem: shortened(problem, MOST_CHARACTERS) };
		await end({ id, ...PENDING }, data, 'gave_up');
		await ended();
	}

	/** Nobody is at fault: it does not count. */
	async function leaveOut(id: string): Promise<void> {
		const data = { gaveUpAt: realClock.now(), problem: DISABLED };
		await db.alertDelivery.updateMany({ where: { id, ...PENDING }, data });
		await ended();
	}

	/** The last failure is noted together with the end: nobody can find it between the two, and post it again. */
	async function noteFailure(id: string, attempts: number, error: unknown): Promise<void> {
		const problem = shortened(describeError(error), MOST_CHARACTERS);
		if (error instanceof PermanentError) {
			await end({ id, ...PENDING }, { attempts, problem, gaveUpAt: realClock.now() }, 'gave_up');
		} else {
			await db.alertDelivery.updateMany({ where: { id, ...PENDING }, data: { attempts, problem } });
		}
		feed.topic('alerts');
	}

	async function deliver(id: string): Promise<void> {
		const delivery = await db.alertDelivery.findUnique({ where: { id }, include: { webhook: true } });
		if (!delivery || delivery.deliveredAt || delivery.gaveUpAt) return ended();
		const { webhook, body: stored, attempts: before } = delivery;
		if (!webhook.enabled) return leaveOut(id);
		const message = alertMessage.parse(stored);
		const event = eventOf(message);
		const { url, secret } = webhook;
		const attempts = before + 1;
		try {
			await deps.poster.post({ id, event, body: JSON.stringify(message), url, secret }, deps.signal);
		} catch (error) {
			if (deps.signal.aborted) throw new NotYetError('this process ends', realClock.now());
			// An operator waits for what comes of a test: it is tried once.
			const failure = outcome(error, event === TEST ? ATTEMPTS : attempts);
			await noteFailure(id, attempts, failure);
			throw failure;
		}
		const data = { attempts, deliveredAt: realClock.now(), gaveUpAt: null, problem: null };
		await end({ id, deliveredAt: null }, data, 'delivered');
		await ended();
	}

	/** Tries are counted with the message: its queue may be lost. */
	function outcome(error: unknown, attempts: number): unknown {
		if (attempts >= ATTEMPTS && !(error instanceof PermanentError)) {
			return new PermanentError(describeError(error), { cause: error });
		}
		// A worker's own rate limit would hold up the other webhooks as well.
		return error instanceof RateLimitedError
			? new NotYetError(error.message, after(realClock.now(), error.waitMs))
			: error;
	}

	return {
		/** A message whose job was lost, and put back, while it was on its way is not sent beside itself. */
		deliver(id) {
			const begun =
				underWay.get(id) ??
				deliver(id).finally(() => {
					underWay.delete(id);
				});
			underWay.set(id, begun);
			return begun;
		},
		giveUp,
	};
}
