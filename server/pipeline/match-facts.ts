import type { FixtureStatus } from '../football/source.ts';
import type { QueuedStage } from './stages.ts';

/** Everything that `plan` decides from: what the database and the queues say of one match. */
export interface MatchFacts {
	id: string;
	kickoffAt: Date;
	status: FixtureStatus;
	finishedAt: Date | null;
	/** Its result is hard to believe: the source is asked once more before it counts. */
	resultDoubted: boolean;
	analysis: SettledSource | null;
	lineups: SettledSource | null;
	predictions: PredictionFacts;
	/** The newest scoring run; it stands unless the result was corrected since. */
	settlement: { at: Date; stands: boolean; nothingToSettleReason: string | null } | null;
	/** Jobs that are in a queue now, by stage. */
	jobs: Partial<Record<QueuedStage, JobFacts>>;
	/** Failures of the match as a whole that are open, or that an operator cleared, by stage. */
	failures: Partial<Record<QueuedStage, FailureFacts>>;
}

/** A stage that has ended: with a result, or with the reason why there is none. */
export interface SettledSource {
	at: Date;
	unavailableReason: string | null;
}

export interface PredictionFacts {
	/** Enabled models. */
	wanted: number;
	/** Predictions stored by any model, enabled or not. */
	stored: number;
	retroactive: number;
	unscored: number;
	/** Enabled models without a prediction. */
	missing: MissingPrediction[];
	lastMadeAt: Date | null;
}

export interface MissingPrediction {
	modelId: string;
	job: JobFacts | null;
	failure: FailureFacts | null;
}

export interface JobFacts {
	/** 'ended' is one that failed or was completed and still occupies its id: it has to go before the work can be queued. */
	state: 'waiting' | 'delayed' | 'active' | 'ended';
	/** When a delayed job is due, by the pipeline's clock; null otherwise. */
	dueAt: Date | null;
	/** Times it was started: a delayed job above 0 was postponed or waits for another attempt. */
	started: number;
}

export interface FailureFacts {
	message: string;
	permanent: boolean;
	/** Times it used up its attempts, the first included. */
	occurrences: number;
	lastSeenAt: Date;
	retryRequestedAt: Date | null;
	/** Why an operator closed it without another try; null unless one did. */
	clearedBecause: string | null;
}
