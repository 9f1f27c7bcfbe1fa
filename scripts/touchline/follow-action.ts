import { pause } from '../../server/pause.ts';
import type { FailureAction } from '../../server/pipeline/failures/failure-action.ts';

/** Real milliseconds between two looks. */
const LOOK_EVERY = 500;

export interface FollowOptions {
	/** Asks how far it is. */
	read(): Promise<FailureAction>;
	/** Is told how far it is, after each look. */
	tell(action: FailureAction): void;
	/** Ends the waiting; the action goes on. */
	signal: AbortSignal;
}

/** Waits until an action has ended and all that it queued is done or has failed again. @returns it, as it is then */
export async function followAction({ read, tell, signal }: FollowOptions): Promise<FailureAction> {
	while (true) {
		const action = await read();
		tell(action);
		if (signal.aborted || hasCome(action)) return action;
		await pause(LOOK_EVERY, signal);
	}
}

/** Whether nothing of it is under way any more. */
export function hasCome({ endedAt, since }: FailureAction): boolean {
	return endedAt !== null && since.underWay === 0;
}
