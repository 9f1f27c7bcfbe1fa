import type { Database } from '../../db.ts';
import { AppError, describeError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { Queues } from '../../queue/queues.ts';
import type { Deliverer } from './deliver.ts';
import { firstPending, queueDeliveries } from './queue-deliveries.ts';

export interface DeliverPendingDeps {
	db: Database;
	queues: Pick<Queues, 'replace'>;
	log: Logger;
	deliverer: Pick<Deliverer, 'deliver'>;
	signal: AbortSignal;
}

/** Messages to one webhook that are posted in one go; the next ones have their turn with the next call. */
const MOST_IN_A_ROW = 10;

/**
 * Queues what waits, or posts it when the queues are away: that they are is what an operator has to be told while it is
 * so. What is posted so keeps its order, one at a time per webhook, and is counted on its row. Each message is tried
 * once: one that fails is tried again from its queue, and those after it wait for that.
 */
export async function deliverPending(deps: DeliverPendingDeps): Promise<void> {
	try {
		await queueDeliveries(deps.db, deps.queues);
	} catch (error) {
		if (!(error instanceof AppError && error.code === 'unavailable')) throw error;
		await postDirectly(deps);
	}
}

async function postDirectly({ db, log, deliverer, signal }: DeliverPendingDeps): Promise<void> {
	async function post(id: string): Promise<void> {
		try {
			await deliverer.deliver(id);
		} catch (error) {
			log.warn({ delivery: id }, describeError(error));
		}
	}

	for (let turn = 0; turn < MOST_IN_A_ROW && !signal.aborted; turn++) {
		const untried = (await firstPending(db)).filter(({ attempts }) => attempts === 0);
		if (untried.length === 0) return;
		await Promise.all(untried.map(({ id }) => post(id)));
	}
}
