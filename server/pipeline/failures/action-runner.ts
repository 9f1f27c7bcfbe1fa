import pLimit from 'p-limit';
import { type ActionDeps, runBatch, unendedActions } from './run-action.ts';

/** Works off the actions on failures that this process knows of. */
export interface ActionRunner {
	/**
	 * Works an action off, together with whoever does so already; returns when it has ended, or the runner was
	 * closed. Actions take turns batch by batch: a small one does not wait for a long one.
	 */
	run(id: string): Promise<void>;
	/** The same without waiting; an error is logged, and `resume` goes on. */
	start(id: string): void;
	/**
	 * Works off all actions that have not ended: their process died, or something went wrong meanwhile. One that
	 * goes wrong again is logged each time, and stands until it is cancelled.
	 */
	resume(): Promise<void>;
	/** Ends after the batches at hand; what is left is for `resume`. */
	close(): Promise<void>;
}

/** Batches at once: each holds a connection while it needs others. */
const AT_ONCE = 3;

export function createActionRunner(deps: ActionDeps): ActionRunner {
	const running = new Map<string, Promise<void>>();
	const limit = pLimit(AT_ONCE);
	let closed = false;

	async function workOff(id: string): Promise<void> {
		let more = true;
		while (more && !closed) more = await limit(runBatch, deps, id);
	}

	function run(id: string): Promise<void> {
		const known = running.get(id);
		if (known) return known;
		const work = workOff(id).finally(() => running.delete(id));
		running.set(id, work);
		return work;
	}

	const logged = (id: string) =>
		run(id).catch((error: unknown) =>
			deps.log.error({ err: error, action: id }, 'an action on failures halts'),
		);

	return {
		run,
		start(id) {
			void logged(id);
		},
		async resume() {
			const ids = await unendedActions(deps.db);
			await Promise.all(ids.map(logged));
		},
		async close() {
			closed = true;
			await Promise.allSettled(running.values());
		},
	};
}
