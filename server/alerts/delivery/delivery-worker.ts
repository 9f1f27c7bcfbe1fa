import { describeError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { isToBePaused } from '../../pipeline/queues/queue-wishes.ts';
import { DELIVERIES } from '../../pipeline/queues/queue-work.ts';
import type { QueueBackend } from '../../queue/backend.ts';
import { ALERT_DELIVERIES, definitionOf } from '../../queue/catalogue.ts';
import { type JobEnding, type RunningWorker, startWorker } from '../../queue/worker.ts';
import { createDeliverer, type DeliverDeps } from './deliver.ts';
import { deliverPending } from './deliver-pending.ts';
import { createPoster } from './post.ts';

export interface DeliveryWorkerDeps extends Omit<DeliverDeps, 'poster'> {
	backend: QueueBackend;
	log: Logger;
	/** It delivers nothing until it is steered otherwise; not by default. */
	paused?: boolean;
	onEnd?(ending: JobEnding): void;
	/** Real milliseconds for a post; 10 s by default. */
	patience?: number;
}

export interface DeliveryWorker extends RunningWorker {
	/** Queues what waits, or posts it while the queues are away; to be called again and again. */
	deliverPending(): Promise<void>;
}

/** Delivers what is queued, in real time whatever the pipeline's clock says: receivers have no other. */
export function startDeliveryWorker(deps: DeliveryWorkerDeps): DeliveryWorker {
	const { backend, realClock, log, patience, paused = false, onEnd = () => undefined } = deps;
	const poster = createPoster({ realClock, ...(patience === undefined ? {} : { patience }) });
	const deliverer = createDeliverer({ ...deps, poster });
	const worker = startWorker(
		ALERT_DELIVERIES,
		{ 'alert-delivery': ({ deliveryId }) => deliverer.deliver(deliveryId) },
		{
			backend,
			clock: realClock,
			log,
			concurrency: DELIVERIES,
			paused,
			isPaused: () => isToBePaused(deps.db, ALERT_DELIVERIES),
			onEnd,
			onFinalFailure: async ({ job, payload, error }) => {
				const read = definitionOf(job).payload.safeParse(payload);
				if (read.success) await deliverer.giveUp(read.data.deliveryId, describeError(error));
			},
		},
	);
	return {
		ready: () => worker.ready(),
		steer: (steering) => worker.steer(steering),
		deliverPending: () => deliverPending({ ...deps, deliverer }),
		async close() {
			await worker.close();
			await poster.close();
		},
	};
}
