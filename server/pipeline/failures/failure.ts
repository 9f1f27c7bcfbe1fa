import type {
	FailureResolution,
	FailureCategory as StoredCategory,
} from '../../../prisma/generated/enums.ts';
import type { StageName } from '../stages.ts';

export type { FailureResolution };

/** The database has `rate_limited` as well, which nothing stores: a rate limit uses up no attempt. */
export const FAILURE_CATEGORIES = [
	'transient',
	'permanent',
	'predictions_missing',
	'stalled',
] as const satisfies readonly StoredCategory[];
export type FailureCategory = (typeof FAILURE_CATEGORIES)[number];

/** A piece of work that used up its attempts, or failed for good. */
export interface Failure {
	id: string;
	stage: StageName;
	match: { id: string; home: string; away: string; kickoffAt: Date; competition: string };
	/** The model that was asked; null for work of the match as a whole. */
	model: { id: string; name: string } | null;
	category: FailureCategory;
	message: string;
	fingerprint: string;
	/** What was at the bottom of it, as far as it was known when it failed. */
	cause: string | null;
	/** Tries of the last time. */
	attempts: number;
	/** Times it used up its attempts. */
	occurrences: number;
	/** Times it came back after it had been resolved. */
	regressions: number;
	firstSeenAt: Date;
	lastSeenAt: Date;
	/** When an operator asked for another try that has not ended yet. */
	retryRequestedAt: Date | null;
	/** Null while it is open. */
	resolved: { at: Date; how: FailureResolution; because: string | null } | null;
}

/** A page of failures, the newest first. */
export interface FailurePage {
	failures: Failure[];
	/** How many match the filter in all. */
	total: number;
	/** For the next page; null when this is the last one. */
	nextCursor: string | null;
}
