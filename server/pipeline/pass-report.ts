import type { PassKind } from '../../prisma/generated/enums.ts';
import type { QueueChange } from './queue-changes.ts';
import type { QueuedStage, StageName } from './stages.ts';

export type { PassKind };

/** Every net that runs passes, in the order in which they come to a match. */
export const PASS_KINDS = [
	'startup',
	'ingest',
	'sweep',
	'backfill',
	'stuck_check',
	'operator',
] as const satisfies readonly PassKind[];

/** What one reconcile pass found and did. */
export interface ReconcileReport {
	/** Matches that were looked at. */
	checked: number;
	/** Jobs put into the queues. */
	added: Record<QueuedStage, number>;
	/** Jobs that were in place: running, waiting, or delayed until the right time. */
	alreadyQueued: number;
	/** Of the added ones: work that had used up its attempts and gets another try. */
	revived: number;
	/** Of the added ones: took the place of an ended job that blocked their id. */
	replaced: number;
	/** Delayed jobs that are due at another time now. */
	moved: number;
	dropped: number;
	/** Stages that cannot go on yet, by what they wait for. */
	blocked: Blocked[];
	/** What the pass had to do without, one sentence each. */
	problems: string[];
	tookMs: number;
}

export interface Blocked {
	stage: StageName;
	by: StageName;
	matches: number;
}

/** A report that was kept. */
export interface PassReport extends ReconcileReport {
	kind: PassKind;
	/** By the pipeline's clock. */
	at: Date;
}

/** One change that a pass makes, or would make. */
export interface PlannedChange extends QueueChange {
	matchId: string;
	home: string;
	away: string;
	kickoffAt: Date;
	/** False when the source gave a date without a time. */
	kickoffConfirmed: boolean;
}

/** Whether a pass left anything other than it found it, or would. */
export function changesSomething({ added, moved, dropped }: ReconcileReport): boolean {
	return moved + dropped > 0 || Object.values(added).some(Boolean);
}
