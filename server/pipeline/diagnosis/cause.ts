import type { QueuedStage } from '../stages.ts';

/** What is at the bottom of a failure. */
export const CAUSES = [
	'data_invalid',
	'match_void',
	'worker_died',
	'stage_failed',
	'provider_refused',
	'provider_not_set_up',
	'model_call_failed',
	'source_failed',
	'no_model_enabled',
	'result_missing',
	'worker_down',
	'queue_lost',
	'still_waiting',
	'never_queued',
	'unknown',
] as const;
export type Cause = (typeof CAUSES)[number];

/** What mends it. */
export interface Remedy {
	/** One or two sentences. */
	text: string;
	/** What the console's button does: nothing helps while it is null. 'recover' makes missing predictions first. */
	action: 'recover' | 'retry' | 'clear' | null;
	/** The same at the command line. */
	command: string | null;
}

/** Why one piece of work failed. */
export interface Diagnosis {
	cause: Cause;
	/** Tells apart what has the same cause and is not the same, such as two providers; mostly empty. */
	subject: string;
	/** One sentence. */
	summary: string;
	/** The stage at the bottom of it. */
	missing: Missing | null;
	/** What the database and the queues say, one sentence each. */
	evidence: string[];
	remedy: Omit<Remedy, 'command'>;
}

/** A stage that was not done, and when it was due. */
export interface Missing {
	stage: QueuedStage;
	dueAt: Date;
}
