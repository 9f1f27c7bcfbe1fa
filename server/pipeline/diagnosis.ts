/** What is at the bottom of a failure. */
export const CAUSES = [
	'worker_down',
	'queue_lost',
	'never_queued',
	'still_waiting',
	'no_model_enabled',
	'analysis_missing',
	'provider_refused',
	'model_call_failed',
	'result_missing',
	'source_failed',
	'worker_died',
	'data_invalid',
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
