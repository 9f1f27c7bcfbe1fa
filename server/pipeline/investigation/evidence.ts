import { after } from '../../clock.ts';
import { groupBy } from '../../group-by.ts';
import type { Queues } from '../../queue/queues.ts';
import type { Evidence, FailedCall, FailedWork } from '../diagnosis/case.ts';
import { withIds } from '../match-condition.ts';
import { type MatchState, matchStates, type StateDeps } from '../match-state.ts';
import { outagesBetween } from '../outages.ts';
import { lossesBetween } from '../queue-losses.ts';
import { ANALYSIS_LEAD } from '../stages.ts';

export interface EvidenceDeps extends StateDeps {
	queues: Queues;
}

/** Matches whose facts are at hand at once. */
const BATCH = 1_000;

/**
 * What the rules of diagnosis need of each failure, in the same order: a fixed number of queries for a thousand
 * matches.
 */
export async function loadEvidence<Failure extends FailedWork & { matchId: string | null }>(
	deps: EvidenceDeps,
	failures: Failure[],
): Promise<(Evidence & { failure: Failure })[]> {
	const ids = [...new Set(failures.flatMap(({ matchId }) => matchId ?? []))];
	const [matches, calls] = [new Map<string, MatchState>(), new Map<string, StoredCall[]>()];
	for (let start = 0; start < ids.length; start += BATCH) {
		const batch = ids.slice(start, start + BATCH);
		const [states, failed] = await Promise.all([
			matchStates(deps, withIds(batch)),
			readFailedCalls(deps, batch),
		]);
		for (const state of states) matches.set(state.id, state);
		for (const [matchId, ofMatch] of failed) calls.set(matchId, ofMatch);
	}
	const meanwhile = await readMeanwhile(deps, [...matches.values()]);
	return failures.map((failure) => ({
		failure,
		match: matches.get(failure.matchId ?? '') ?? null,
		calls: (calls.get(failure.matchId ?? '') ?? []).filter(({ firstSeenAt }) => firstSeenAt <= failure.until),
		...meanwhile,
	}));
}

interface StoredCall extends FailedCall {
	matchId: string;
	firstSeenAt: Date;
}

async function readFailedCalls({ db }: EvidenceDeps, matchIds: string[]): Promise<Map<string, StoredCall[]>> {
	const calls = await db.$queryRaw<StoredCall[]>`
		SELECT f."matchId", f."firstSeenAt", model.provider, f.category::text AS category, f.message, f.fingerprint,
			f."httpStatus"::int AS "httpStatus"
		FROM "JobFailure" f JOIN "Model" model ON model.id = f."modelId"
		WHERE f.stage = 'predictions' AND f."matchId" = ANY(${matchIds})`;
	return groupBy(calls, ({ matchId }) => matchId);
}

/** The outages and losses since the first stage of the first match was due. */
async function readMeanwhile(
	deps: EvidenceDeps,
	matches: MatchState[],
): Promise<Pick<Evidence, 'outages' | 'losses'>> {
	if (matches.length === 0) return { outages: [], losses: [] };
	const first = new Date(
		matches.reduce((least, { kickoffAt }) => Math.min(least, kickoffAt.getTime()), Number.POSITIVE_INFINITY),
	);
	const now = deps.clock.now();
	const from = after(first, -ANALYSIS_LEAD);
	const [outages, losses] = await Promise.all([
		outagesBetween(deps.db, from, now),
		lossesBetween(deps, from, now),
	]);
	return { outages, losses };
}
