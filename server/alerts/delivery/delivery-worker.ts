import { describeError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { QueueBackend } from '../../queue/backend.ts';
import { ALERT_DELIVERIES, definitionOf } from '../../queue/catalogue.ts';
import { type RunningWorker, startWorker } from '../../queue/worker.ts';
import { createDeliverer, type DeliverDeps } from './deliver.ts';
import { deliverPending } from './deliver-pending.ts';
import { createPoster } from './post.ts';

export interface DeliveryWorkerDeps extends Omit<DeliverDeps, 'poster'> {
	backend: QueueBackend;
	log: Logger;
	/** Real milliseconds for a post; 10 s by default. */
	patience?: number;
}

export interface DeliveryWorker extends RunningWorker {
	/** Queues what waits, or posts it while the queues are away; to be called again and again. */
	deliverPending(): Promise<void>;
}

/** Deliveries at once: a webhook has one at a time, so one that hangs holds up none of the others. */
const CONCURRENCY = 50;

/** Delivers what is queued, in real time whatever the pipeline's clock says: receivers have no other. */
export function startDeliveryWorker(deps: DeliveryWorkerDeps): DeliveryWorker {
	const { backend, realClock, log, patience } = deps;
	const poster = createPoster({ realClock, ...(patience === undefined ? {} : { patience }) });
	const deliverer = createDeliverer({ ...deps, poster });
	const worker = startWorker(
		ALERT_DELIVERIES,
		{ 'alert-delivery': ({ deliveryId }) => deliverer.deliver(deliveryId) },
		{
			backend,
			clock: realClock,
			log,
			concurrency: CONCURRENCY,
			onFinalFailure: async ({ job, payload, error }) => {
				const read = definitionOf(job).payload.safeParse(payload);
				if (read.success) await deliverer.giveUp(read.data.deliveryId, describeError(error));
			},
		},
	);
	return {
		ready: () => worker.ready(),
		deliverPending: () => deliverPending({ ...deps, deliverer }),
		async close() {
			await worker.close();
			await poster.close();
		},
	};
}
