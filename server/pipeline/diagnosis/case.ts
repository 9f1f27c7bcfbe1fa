import type { FailureCategory } from '../failures/failure.ts';
import type { MatchState } from '../match-state.ts';
import type { Outage } from '../outages.ts';
import type { QueueLoss } from '../queue-losses.ts';
import type { StageName } from '../stages.ts';
import type { Diagnosis, Missing } from './cause.ts';

/** What the rules decide from: a failure, its match as it is now, and what happened meanwhile. */
export interface Evidence {
	failure: FailedWork;
	/** Null when the failure names no match that is stored. */
	match: MatchState | null;
	/** Calls of the match's models that had failed by then. */
	calls: FailedCall[];
	outages: Outage[];
	losses: QueueLoss[];
}

/** A failure, from wherever it was read. */
export interface FailedWork {
	stage: StageName;
	modelId: string | null;
	provider: string | null;
	/** Null for a failed job that nobody took down as a failure. */
	category: FailureCategory | null;
	message: string;
	fingerprint: string;
	httpStatus: number | null;
	attempts: number;
	lastSeenAt: Date;
	/** When it was resolved; now, while it is open. */
	until: Date;
}

export interface FailedCall {
	provider: string;
	category: FailureCategory | null;
	message: string;
	fingerprint: string;
	httpStatus: number | null;
}

/** A failure with what lacked at its bottom, as every rule gets it. */
export interface Case extends Evidence {
	missing: Missing | null;
	/** Those that reach into the time in which it was missing. */
	outages: Outage[];
	losses: QueueLoss[];
}

/** What a rule says. */
export type Finding = Pick<Diagnosis, 'cause' | 'summary' | 'remedy'> & {
	subject?: string;
	evidence: string[];
};

/** A rule knows one cause; null when that is not it. */
export type Rule = (given: Case) => Finding | null;
