import { MINUTE } from '../clock.ts';
import { groupBy } from '../group-by.ts';

/** What a provider of models can do, by the pipeline's clock. */
export interface ProviderCapacity {
	label: string;
	/** Calls that it has in flight at once, from all living workers together; 0 when there is none. */
	inFlight: number;
	/** Calls that may start per minute; 0 is no limit. */
	perMinute: number;
	/** Calls that its queue holds ahead of the matches that are asked about, and milliseconds that one of them takes. */
	ahead: number;
	meanMs: number;
	/** Why it makes no calls at all; null when it does. */
	stopped: 'no_worker' | 'paused' | 'refusing' | null;
}

/** One model that still has to be asked. */
export interface PendingCall {
	provider: string;
	/** Milliseconds that it takes to answer, as far as that is known. */
	latencyMs: number;
	/** When its next attempt begins, if it waits for one. */
	notBefore: Date | null;
}

/** The calls that a match still needs. */
export interface PendingMatch {
	id: string;
	kickoffAt: Date;
	/** When its calls can begin. */
	readyAt: Date;
	calls: PendingCall[];
}

/** When the last prediction of a match is there, and which provider it waits for the longest. */
export interface Expectation {
	/** Null: not at all, as things stand. */
	at: Date | null;
	provider: string;
	/** Calls of that provider up to its last one. */
	calls: number;
}

/**
 * When the predictions of each match are expected to be complete, by match id; matches without a pending call have no
 * entry. Pure, and rather too late than too early: each provider works off its calls in the order in which they become
 * ready, `inFlight` at once and `perMinute` at most, and the last one takes as long as the slowest of its match. Greedy
 * work on m machines ends no later than total / m + longest (R. L. Graham, 1969).
 */
export function expectPredictions(
	matches: PendingMatch[],
	providers: Map<string, ProviderCapacity>,
	now: Date,
): Map<string, Expectation> {
	const inOrder = matches.toSorted(
		(a, b) => a.readyAt.getTime() - b.readyAt.getTime() || a.kickoffAt.getTime() - b.kickoffAt.getTime(),
	);
	const lines = new Map<string, ReturnType<typeof createLine>>();
	const lineOf = (provider: string) => {
		const line = lines.get(provider) ?? createLine(provider, providers.get(provider), now);
		lines.set(provider, line);
		return line;
	};
	return new Map(
		inOrder.flatMap(({ id, readyAt, calls }) => {
			const parts = [...groupBy(calls, ({ provider }) => provider)].map(([provider, asked]) =>
				lineOf(provider)(readyAt, asked),
			);
			const [last] = parts.toSorted((a, b) => timeOf(b) - timeOf(a));
			return last ? [[id, last] as const] : [];
		}),
	);
}

/** The calls that wait for one provider, one match after the other. */
function createLine(provider: string, capacity: ProviderCapacity | undefined, now: Date) {
	const { inFlight = 0, perMinute = 0, ahead = 0, meanMs = 0, stopped = 'no_worker' } = capacity ?? {};
	const idle = stopped !== null || inFlight === 0;
	/** Milliseconds until so many calls that together last for `workMs` have begun, and all but the last have ended. */
	const taken = (calls: number, workMs: number) =>
		Math.max(workMs / inFlight, perMinute > 0 ? (calls / perMinute) * MINUTE : 0);
	let freeAt = idle ? 0 : now.getTime() + taken(ahead, ahead * meanMs);
	let made = 0;
	return (readyAt: Date, calls: PendingCall[]): Expectation => {
		made += calls.length;
		if (idle) return { at: null, provider, calls: made };
		const workMs = calls.reduce((sum, { latencyMs }) => sum + latencyMs, 0);
		freeAt = Math.max(freeAt, readyAt.getTime()) + taken(calls.length, workMs);
		const ends = calls.map(
			({ latencyMs, notBefore }) => Math.max(freeAt, notBefore?.getTime() ?? 0) + latencyMs,
		);
		return { at: new Date(Math.ceil(Math.max(...ends))), provider, calls: made };
	};
}

function timeOf({ at }: Expectation): number {
	return at?.getTime() ?? Number.POSITIVE_INFINITY;
}
