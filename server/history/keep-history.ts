import type { Database } from '../db.ts';
import { mergeModelCalls } from './merge-model-calls.ts';
import { storeServiceDays } from './store-service-days.ts';
import { thinSnapshots } from './thin-snapshots.ts';

/** Takes down how the last days went, and thins out what is told of the time before. Twice changes nothing. */
export async function keepHistory(db: Database, now: Date): Promise<void> {
	await storeServiceDays(db, now);
	await thinSnapshots(db, now);
	await mergeModelCalls(db, now);
}
