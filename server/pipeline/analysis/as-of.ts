import { after, HOUR } from '../../clock.ts';
import { dueBeforeKickoff } from '../stages.ts';

/**
 * How long after its kick-off a match counts as over and its result as known: extra time and a
 * shoot-out last until about 2 h 45 min.
 */
export const RESULT_KNOWN_AFTER = 3 * HOUR;

/**
 * The time that an analysis speaks of, whenever it is made: when it is due. One that is made late, even
 * after the match, holds nothing that could not have been known then.
 */
export function analysisAsOf(kickoffAt: Date): Date {
	return dueBeforeKickoff('analysis', kickoffAt);
}

/**
 * The last kick-off whose result goes into the analysis of a match that kicks off at `kickoffAt`. The
 * rule is about kick-offs alone, never about when a result was stored: that differs from run to run.
 */
export function latestCountedKickoff(kickoffAt: Date): Date {
	return after(analysisAsOf(kickoffAt), -RESULT_KNOWN_AFTER);
}
