import type { Database } from '../db.ts';
import { createTally } from './tally.ts';

/** What became of settlements; the label says what. */
export const SETTLEMENT = 'settlement';

/** Work that used up its attempts; the label is its stage, a slash, and the category of the failure. */
export const FAILURE = 'failure';

/** Reconcile passes; the label is their kind. */
export const PASS = 'pass';

/** Messages about alerts that have ended; the label says how. */
export const DELIVERY = 'alert_delivery';

/** Counts what leaves no other trace, in memory until it is stored. */
export interface EventCounter {
	/** @param label tells kinds of the event apart: a fixed set of words */
	count(event: string, label?: string): void;
	/** Adds what was counted since to the stored counts. */
	store(): Promise<void>;
}

export function createEventCounter(db: Database): EventCounter {
	const tally = createTally<Counted>({
		keyOf: ({ event, label }) => [event, label],
		sum: (one, other) => ({ ...one, count: one.count + other.count }),
		store: (counts) => addCounts(db, counts),
	});
	return {
		count: (event, label = '') => tally.add({ event, label, count: 1 }),
		store: tally.store,
	};
}

interface Counted {
	event: string;
	label: string;
	count: number;
}

/** Counts at once, in the transaction of what is counted. */
export function countEvent(db: Pick<Database, '$executeRaw'>, event: string, label: string) {
	return addCounts(db, [{ event, label, count: 1 }]);
}

function addCounts(db: Pick<Database, '$executeRaw'>, counts: Counted[]) {
	return db.$executeRaw`
		INSERT INTO "EventCount" AS known (event, label, count)
		SELECT event, label, count FROM jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
			AS counted(event text, label text, count bigint)
		ORDER BY event, label
		ON CONFLICT (event, label) DO UPDATE SET count = known.count + excluded.count`;
}

/** The stored counts of an event, by label. */
export async function eventCounts(db: Database, event: string): Promise<Record<string, number>> {
	const rows = await db.eventCount.findMany({ where: { event }, orderBy: { label: 'asc' } });
	return Object.fromEntries(rows.map(({ label, count }) => [label, Number(count)]));
}
