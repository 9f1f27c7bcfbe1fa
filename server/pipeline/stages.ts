import { after, DAY, HOUR, MINUTE } from '../clock.ts';

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

/**
 * How long before kick-off the predictions stop waiting for what has not ended: a prediction without an
 * analysis is worth more than one that comes too late.
 */
export const LAST_CALL = 15 * MINUTE;

/** A match that is to kick off this much later than it was predicted was put off to another day, and starts afresh. */
export const PUT_OFF = 12 * HOUR;

/** A match that its source still calls scheduled this long after kick-off is stuck. */
export const STUCK_AFTER = 10 * MINUTE;

/** So is one that is live this long after it, extra time and a shoot-out included. */
export const LIVE_AT_MOST = 4 * HOUR;

/** Work may be done, and delayed jobs be due, this much beside their time. */
export const DUE_TOLERANCE = MINUTE;

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
	/** How far back a sweep serves matches that Touchline had not heard of before their kick-off. */
	lookBack: number;
	/** How far back the hourly backfill serves them, and finished matches are asked for missing predictions. */
	backfill: number;
	/** How long after full time, a retry or the last prediction a settlement waits for predictions that it lacks. */
	patience: number;
}

export const DEFAULT_WINDOWS: Windows = {
	analysis: 48 * HOUR,
	lineups: 12 * HOUR,
	predictions: 12 * HOUR,
	lookBack: 6 * HOUR,
	backfill: 7 * DAY,
	patience: 60 * MINUTE,
};

/** When the work of a stage is due, in milliseconds of lead before kick-off. */
const LEADS = { analysis: ANALYSIS_LEAD, lineups: LINEUPS_LEAD, predictions: PREDICTIONS_LEAD, live: 0 };

/** When `stage` is due for a match that kicks off at `kickoffAt`. */
export function dueBeforeKickoff(stage: keyof typeof LEADS, kickoffAt: Date): Date {
	return after(kickoffAt, -LEADS[stage]);
}
