import type { AppLoadContext } from '@remix-run/node';
import type { QueueControlled } from '../server/pipeline/queues/control-queue.ts';
import { QUEUE_INTENTS, type QueueIntent } from './queue-intents.ts';

/** What a form about a queue did. */
export interface QueueActed extends QueueControlled {
	intent: QueueIntent;
}

/**
 * Does what a form about a queue asks for.
 * @throws TRPCError when it is refused; Response 400 for a form that there is not
 */
export async function actOnQueue(
	{ queues }: Pick<AppLoadContext['plainCaller'], 'queues'>,
	form: FormData,
): Promise<QueueActed> {
	const queue = queueOf(form);
	const intent = form.get('intent');
	switch (intent) {
		case QUEUE_INTENTS.pause:
			return { intent, ...(await queues.pause({ queue })) };
		case QUEUE_INTENTS.resume:
			return { intent, ...(await queues.resume({ queue })) };
		case QUEUE_INTENTS.setConcurrency:
			return { intent, ...(await queues.setConcurrency({ queue, concurrency: concurrencyOf(form) })) };
		case QUEUE_INTENTS.resetConcurrency:
			return { intent, ...(await queues.resetConcurrency({ queue })) };
		default:
			throw new Response('This page has no such form: load it again.', { status: 400 });
	}
}

/** The queue that a form names. */
function queueOf(form: FormData): string {
	const queue = form.get('queue');
	return typeof queue === 'string' ? queue : '';
}

/** Nothing typed is no number, and refused as such. */
function concurrencyOf(form: FormData): number {
	const value = form.get('concurrency');
	return typeof value === 'string' && value.trim() !== '' ? Number(value) : 0;
}
