import { after, HOUR, MINUTE } from '../clock.ts';

/** What a match goes through, in this order. The names are stored in failures and job ids. */
export const STAGES = ['analysis', 'lineups', 'predictions', 'live', 'settlement'] as const;
export type StageName = (typeof STAGES)[number];

/** Stages whose work is a job of its own; `live` is one poller for all matches. */
export const QUEUED_STAGES = ['analysis', 'lineups', 'predictions', 'settlement'] as const;
export type QueuedStage = (typeof QUEUED_STAGES)[number];

/** How long before kick-off each stage is due. */
export const ANALYSIS_LEAD = 6 * HOUR;
export const LINEUPS_LEAD = 60 * MINUTE;
export const PREDICTIONS_LEAD = 30 * MINUTE;

/** How often a source is asked again for line-ups that it does not have yet. */
export const LINEUPS_RETRY = 5 * MINUTE;

/** How often a stage that cannot go on yet is looked at again. */
export const BLOCKED_RETRY = MINUTE;

/**
 * No postponement and no backoff of a stage's job is longer. A job that would sleep longer was put to
 * sleep by a clock that ran at another pace.
 */
export const LONGEST_WAIT = 10 * MINUTE;

/** How long before kick-off the work of a stage is put into its queue, as a delayed job. */
export interface Windows {
	analysis: number;
	lineups: number;
	predictions: number;
	/** How far back matches that Touchline had never heard of before kick-off are still served. */
	lookBack: number;
}

export const DEFAULT_WINDOWS: Windows = {
	analysis: 48 * HOUR,
	lineups: 12 * HOUR,
	predictions: 12 * HOUR,
	lookBack: 6 * HOUR,
};

/** When the work of a stage is due, in milliseconds of lead before kick-off. */
const LEADS = { analysis: ANALYSIS_LEAD, lineups: LINEUPS_LEAD, predictions: PREDICTIONS_LEAD, live: 0 };

/** When `stage` is due for a match that kicks off at `kickoffAt`. */
export function dueBeforeKickoff(stage: keyof typeof LEADS, kickoffAt: Date): Date {
	return after(kickoffAt, -LEADS[stage]);
}
