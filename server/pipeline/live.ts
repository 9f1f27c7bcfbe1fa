import type { FeedPublisher } from '../feed/publisher.ts';
import type { FixtureSource } from '../football/source.ts';
import { underWay } from './claims.ts';
import { type ReconcileDeps, reconcileMatches } from './reconcile.ts';
import { storeFixtures } from './store-fixtures.ts';

/**
 * Asks the source about all matches that have kicked off and are not over, in batches, stores what has
 * changed, and queues what follows from it.
 * @returns how many matches were asked about, and how many had changed
 */
export async function pollLive(
	deps: ReconcileDeps & { source: FixtureSource; feed: Pick<FeedPublisher, 'match'> },
): Promise<{ asked: number; changed: number }> {
	const { db, clock, source, windows, feed } = deps;
	const keys = await db.$queryRaw<{ sourceKey: string }[]>`
		SELECT "sourceKey" FROM "Match" m WHERE ${underWay(clock.now(), windows)} ORDER BY "kickoffAt"`;

	let changed = 0;
	for (let start = 0; start < keys.length; start += source.batchSize) {
		const batch = keys.slice(start, start + source.batchSize).map(({ sourceKey }) => sourceKey);
		const ids = await storeFixtures(db, await source.fetchFixtures(batch), clock.now());
		for (const id of ids) feed.match(id);
		if (ids.length > 0) await reconcileMatches(deps, ids);
		changed += ids.length;
	}
	return { asked: keys.length, changed };
}
