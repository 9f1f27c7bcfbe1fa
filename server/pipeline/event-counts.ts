import type { Database } from '../db.ts';

/** What became of settlements; the label says what. */
export const SETTLEMENT = 'settlement';

/** Work that used up its attempts; the label is its stage, a slash, and the category of the failure. */
export const FAILURE = 'failure';

/** Counts what leaves no other trace, in memory until it is stored. */
export interface EventCounter {
	/** @param label tells kinds of the event apart: a fixed set of words */
	count(event: string, label?: string): void;
	/** Adds what was counted since to the stored counts. */
	store(): Promise<void>;
}

export function createEventCounter(db: Database): EventCounter {
	let counted = new Map<string, { event: string; label: string; count: number }>();

	function add(event: string, label: string, by: number) {
		const key = JSON.stringify([event, label]);
		counted.set(key, { event, label, count: (counted.get(key)?.count ?? 0) + by });
	}

	return {
		count: (event, label = '') => add(event, label, 1),
		async store() {
			if (counted.size === 0) return;
			const counts = [...counted.values()];
			counted = new Map();
			try {
				await addCounts(db, counts);
			} catch (error) {
				for (const { event, label, count } of counts) add(event, label, count);
				throw error;
			}
		},
	};
}

async function addCounts(db: Database, counts: { event: string; label: string; count: number }[]) {
	await db.$executeRaw`
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
