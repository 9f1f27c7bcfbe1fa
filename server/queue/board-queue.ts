import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { JobQueue } from './backend.ts';

/** A queue on bull-board. */
export class BoardQueue extends BullMQAdapter {
	constructor(queue: JobQueue, options: { description: string; readOnlyMode: boolean }) {
		// It is BullMQ's, and asks for no more than the adapter does: on Postgres, too.
		super(queue as unknown as ConstructorParameters<typeof BullMQAdapter>[0], options);
	}

	/** The environment says how many calls a provider takes per minute: another limit would not be known to the forecast. */
	override get supportsGlobalRateLimit(): boolean {
		return false;
	}
}
