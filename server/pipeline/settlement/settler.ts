import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import DataLoader from 'dataloader';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { settleMatch, settleTogether } from '../settlement.ts';
import type { SettlementOutcome } from './outcome.ts';

/** Real milliseconds in which settlements that start together are gathered. */
const GATHER = 2;

/**
 * Makes a `settleMatch` for many callers: while one batch of matches is settled, the next gathers, so that
 * a matchday takes a few transactions instead of one per match. Every match succeeds or fails by itself.
 */
export function createSettler({
	db,
	clock,
}: {
	db: Database;
	clock: Clock;
}): (matchId: string) => Promise<SettlementOutcome> {
	const limit = pLimit(Number(process.env.LANES ?? 2));
	let latest: Promise<unknown>;

	const loader = new DataLoader(
		(matchIds: readonly string[]) => {
			const batch = settleBatch(db, matchIds, clock.now());
			latest = batch;
			return batch;
		},
		{ cache: false, batchScheduleFn: (settle) => void limit(async () => { await sleep(GATHER); settle(); await latest; }) },
	);

	return async (matchId) => (await loader.load(matchId)) ?? settleMatch(db, { matchId, now: clock.now() });
}

/** What the batch did to each match; null for those that have to be settled alone. */
async function settleBatch(
	db: Database,
	matchIds: readonly string[],
	now: Date,
): Promise<(SettlementOutcome | Error | null)[]> {
	try {
		const outcomes = await settleTogether(db, { matchIds: [...new Set(matchIds)], now });
		return matchIds.map((id) => outcomes.get(id) ?? null);
	} catch {
		// One match may be to blame. Alone, each of them succeeds or fails with an error of its own.
		return matchIds.map(() => null);
	}
}
