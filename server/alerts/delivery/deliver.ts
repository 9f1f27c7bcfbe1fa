import { after, type Clock } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { describeError } from '../../errors.ts';
import type { FeedPublisher } from '../../feed/publisher.ts';
import { shortened } from '../../foreign-text.ts';
import { definitionOf } from '../../queue/catalogue.ts';
import { NotYetError, PermanentError, RateLimitedError } from '../../queue/outcomes.ts';
import type { Queues } from '../../queue/queues.ts';
import { DISABLED } from '../webhooks.ts';
import { alertMessage, TEST } from './message.ts';
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

export function createDeliverer(deps: DeliverDeps): Deliverer {
	const { db, realClock, feed, queues } = deps;
	const underWay = new Map<string, Promise<void>>();

	async function ended() {
		feed.topic('alerts');
		await queueDeliveries(db, queues);
	}

	async function giveUp(id: string, problem: string): Promise<void> {
		await db.alertDelivery.updateMany({
			where: { id, deliveredAt: null, gaveUpAt: null },
			data: { gaveUpAt: realClock.now(), problem: shortened(problem, MOST_CHARACTERS) },
		});
		await ended();
	}

	/** The last failure is noted together with the end: nobody can find it between the two, and post it again. */
	async function noteFailure(id: string, attempts: number, error: unknown): Promise<void> {
		const problem = shortened(describeError(error), MOST_CHARACTERS);
		const end = error instanceof PermanentError ? { gaveUpAt: realClock.now() } : {};
		await db.alertDelivery.updateMany({
			where: { id, deliveredAt: null, gaveUpAt: null },
			data: { attempts, problem, ...end },
		});
		feed.topic('alerts');
	}

	async function deliver(id: string): Promise<void> {
		const delivery = await db.alertDelivery.findUnique({ where: { id }, include: { webhook: true } });
		if (!delivery || delivery.deliveredAt || delivery.gaveUpAt) return ended();
		const { webhook, body: stored, attempts: before } = delivery;
		if (!webhook.enabled) return giveUp(id, DISABLED);
		const message = alertMessage.parse(stored);
		const [{ callback_id: event }] = message.attachments;
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
		await db.alertDelivery.updateMany({
			where: { id },
			data: { attempts, deliveredAt: realClock.now(), gaveUpAt: null, problem: null },
		});
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
