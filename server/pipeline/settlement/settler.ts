import { setTimeout as sleep } from 'node:timers/promises';
import DataLoader from 'dataloader';
import pLimit from 'p-limit';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db.ts';
import type { Logger } from '../../log.ts';
import { settleMatch, settleTogether } from '../settlement.ts';
import type { SettlementOutcome } from './outcome.ts';

/**
 * Real milliseconds in which settlements that start together are gathered. Their jobs come one by one: without this
 * wait a batch has a dozen matches, and a matchday takes a third longer.
 */
const GATHER = 50;

/** Batches at work at a time: while Postgres scores one, this process prepares the other. */
const BATCHES = 2;

export interface SettlerDeps {
	db: Database;
	clock: Clock;
	log: Logger;
}

/**
 * Makes a `settleMatch` for many callers: while batches of matches are settled, the next gathers, so that a
 * matchday takes a few transactions instead of one per match. Each match succeeds or fails by itself.
 */
export function createSettler({
	db,
	clock,
	log,
}: SettlerDeps): (matchId: string) => Promise<SettlementOutcome> {
	const limit = pLimit(BATCHES);
	let started: Promise<unknown>;

	const loader = new DataLoader(
		(matchIds: readonly string[]) => {
			const batch = settleBatch(db, matchIds, clock.now(), log);
			started = batch;
			return batch;
		},
		{
			// A corrected result, or a prediction that has come since, settles a match once more.
			cache: false,
			batchScheduleFn: (start) =>
				void limit(async () => {
					await sleep(GATHER);
					start();
					await started;
				}),
		},
	);

	return async (matchId) => (await loader.load(matchId)) ?? settleMatch(db, { matchId, now: clock.now() });
}

/** What the batch did to each match; null for one that has to be settled alone. */
async function settleBatch(
	db: Database,
	matchIds: readonly string[],
	now: Date,
	log: Logger,
): Promise<(SettlementOutcome | Error | null)[]> {
	try {
		const outcomes = await settleTogether(db, { matchIds: [...new Set(matchIds)], now });
		return matchIds.map((id) => outcomes.get(id) ?? null);
	} catch (error) {
		// One match may be to blame. Alone, each succeeds or fails with an error of its own.
		log.warn({ err: error, matches: matchIds.length }, 'a batch of settlements failed: each is made alone');
		return matchIds.map(() => null);
	}
}
