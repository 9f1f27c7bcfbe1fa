import type { Cause, Remedy } from '../diagnosis/cause.ts';
import type { StageName } from '../stages.ts';

/** Why what failed has failed: failures of one kind and one cause stand together. */
export interface Investigation {
	/** Failures that were last seen since then were looked at. */
	since: Date;
	/** By the pipeline's clock. */
	at: Date;
	/** Failures that were looked at. */
	failures: number;
	/** Failed jobs in the queues that told of the same failures. */
	duplicates: number;
	/** Older failures that were left out because there are too many. */
	leftOut: number;
	/** The one with the most matches first. */
	groups: FailureGroup[];
}

export interface FailureGroup {
	/** Short, and the same whenever it is asked for. */
	id: string;
	/** What failed. */
	stage: StageName;
	fingerprint: string;
	/** The newest of the messages. */
	message: string;
	cause: Cause;
	/** The cause in one sentence. */
	summary: string;
	/** The stage at the bottom of it, and when it was due: for the first of the matches, and the last. */
	missing: { stage: StageName; dueFrom: Date; dueTo: Date } | null;
	/**
	 * What the database says, sentence by sentence, each with the number of matches that it is true of; of failed jobs
	 * in a group of those that name no match.
	 */
	evidence: { text: string; matches: number }[];
	failures: number;
	/** Matches that are stored: 0 for failed jobs that name none. */
	matches: number;
	/** Failures that came back after they had been resolved. */
	regressed: number;
	firstSeenAt: Date;
	lastSeenAt: Date;
	/** Some of the matches, the newest first. */
	examples: { id: string; home: string; away: string; kickoffAt: Date }[];
	remedy: Remedy;
}
