import type { StageName } from './stages.ts';

/** Where one stage of one match stands. */
export type StageState =
	| { is: 'done'; at: Date | null }
	/** The source has nothing; the stages after it go on without. */
	| { is: 'unavailable'; reason: string }
	| { is: 'not-due'; dueAt: Date | null }
	| { is: 'queued'; dueAt: Date }
	| { is: 'running' }
	/** Another try comes; `inQueue` is false when its attempts were used up and it waits to be revived. */
	| { is: 'retrying'; nextAt: Date; reason: string; inQueue: boolean }
	| { is: 'failed'; reason: string }
	| { is: 'blocked'; by: StageName }
	/** Should be in the queue and is not. */
	| { is: 'missing'; dueAt: Date }
	/** Will not be done: it need not be, or it is wanted and nobody is there to do it. */
	| { is: 'expired'; reason: string; wanted: boolean };

/** Whether the stages after this one may go on. A stage that failed for good holds nobody up. */
export function hasEnded(state: StageState): boolean {
	return state.is === 'done' || state.is === 'unavailable' || state.is === 'failed' || state.is === 'expired';
}
