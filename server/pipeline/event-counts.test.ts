import { expect, it } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { createEventCounter, eventCounts } from './event-counts.ts';

const database = testDatabase();

it('counts of several processes add up, each event once', async () => {
	const { db } = database;
	const [one, other] = [createEventCounter(db), createEventCounter(db)];
	one.count('settlement', 'settled');
	one.count('settlement', 'settled');
	one.count('settlement', 'postponed');
	other.count('settlement', 'settled');
	await Promise.all([one.store(), other.store()]);
	await one.store();
	one.count('settlement', 'postponed');
	await one.store();
	expect(await eventCounts(db, 'settlement')).toEqual({ settled: 3, postponed: 2 });
	expect(await eventCounts(db, 'nothing')).toEqual({});
});
