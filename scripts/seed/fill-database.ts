import { MINUTE } from '../../server/clock.ts';
import type { Database } from '../../server/db.ts';
import { addUpPoints } from '../../server/pipeline/points/add-up-points.ts';
import { storeAlerts } from './alerts.ts';
import { storeAudit } from './audit.ts';
import { storeBackfills } from './backfills.ts';
import { dropDrafts, prepareDrafts } from './drafts.ts';
import { storeFailureActions } from './failure-actions.ts';
import { storeFailures } from './failures.ts';
import { storeHistory } from './history.ts';
import { storeInputs } from './inputs.ts';
import { storeMatches } from './matches.ts';
import { storeOperators } from './operators.ts';
import { storePredictions } from './predictions.ts';
import { requireEmpty } from './require-empty.ts';
import { storeRuntime } from './runtime.ts';
import { storeSettlements } from './settlements.ts';

export interface Filling {
	matches: number;
	/** The same one fills a database with the same content, moved to another `now`. */
	seed: number;
	/** Some matches have kicked off before it, some will after it. */
	now: Date;
	say?(line: string): void;
}

/** Days of a competition: nobody else waits for the points. */
const DAYS_AT_ONCE = 500;

/** Milliseconds; a million matches take most of an hour. */
const TRANSACTION = { maxWait: 10_000, timeout: 120 * MINUTE };

/**
 * Fills an empty, migrated database with invented matches of the last years and the next days, and with what a Touchline
 * that served them would have stored: all of it, or nothing when it is interrupted. No queue is touched.
 * @throws AppError ('conflict') when the database is in use
 */
export async function fillDatabase(
	db: Database,
	{ matches, seed, now, say = () => undefined }: Filling,
): Promise<{ matches: number; predictions: number }> {
	const predictions = await db.$transaction(async (tx) => {
		await requireEmpty(tx);
		await prepareDrafts(tx, seed);
		await storeOperators(tx, now);
		say(`Storing ${matches} matches ...`);
		await storeMatches(tx, { matches, now });
		await storeInputs(tx, { seed, now });
		await storeSettlements(tx, now);
		say('Storing the predictions ...');
		const stored = await storePredictions(tx);
		say('Storing failures, alerts, backfills and the history ...');
		await storeFailures(tx, now);
		await storeFailureActions(tx, now);
		await storeBackfills(tx, now);
		await storeHistory(tx, now);
		await storeRuntime(tx, now);
		await storeAlerts(tx, now);
		await storeAudit(tx, { matches, now });
		await dropDrafts(tx);
		return stored;
	}, TRANSACTION);
	await db.$executeRaw`VACUUM ANALYZE`;
	say('Adding up the points ...');
	while ((await addUpPoints(db, DAYS_AT_ONCE)) > 0);
	return { matches, predictions };
}
