import { createHash } from 'node:crypto';

/** Identities of a match's trace and of its first span, as W3C writes them. */
export interface MatchTrace {
	traceId: string;
	spanId: string;
}

/**
 * The trace of a match follows from its id, and is stored nowhere: every process finds it by itself, and it
 * outlives restarts and lost queues. What was made before is not changed by a change of this.
 */
export function matchTrace(matchId: string): MatchTrace {
	const digest = createHash('sha256').update(`touchline match ${matchId}`).digest('hex');
	return { traceId: digest.slice(0, 32), spanId: digest.slice(32, 48) };
}
