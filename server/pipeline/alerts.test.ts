import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { HOUR, after as later } from '../clock.ts';
import { closeAlert, openAlerts, raiseAlert } from './alerts.ts';

const database = testDatabase();
const NOON = new Date('2025-03-01T12:00:00Z');
const KEY = { kind: 'source_unavailable', subject: 'en.1' } as const;

beforeEach(async () => {
	await database.db.alert.deleteMany();
});

describe('an alert', () => {
	it('is one open row per kind and subject, with what was said last', async () => {
		const { db } = database;
		expect(await raiseAlert(db, { ...KEY, message: 'It is down.' }, NOON)).toBe(true);
		expect(await raiseAlert(db, { ...KEY, message: 'It is still down.' }, later(NOON, HOUR))).toBe(false);
		expect(await openAlerts(db)).toEqual([
			{
				id: expect.any(String),
				...KEY,
				message: 'It is still down.',
				openedAt: NOON,
				lastSeenAt: later(NOON, HOUR),
			},
		]);
		await raiseAlert(db, { ...KEY, subject: 'de.1', message: 'It is down.' }, later(NOON, 2 * HOUR));
		await raiseAlert(db, { ...KEY, kind: 'empty_fixture_list', message: 'It is empty.' }, NOON);
		expect((await openAlerts(db)).map(({ kind, subject }) => [kind, subject])).toEqual([
			['source_unavailable', 'de.1'],
			['source_unavailable', 'en.1'],
			['empty_fixture_list', 'en.1'],
		]);
	});

	it('is closed once, and opens as another one when it comes back', async () => {
		const { db } = database;
		await raiseAlert(db, { ...KEY, message: 'It is down.' }, NOON);
		await raiseAlert(db, { ...KEY, subject: 'de.1', message: 'It is down.' }, NOON);
		expect(await closeAlert(db, KEY, later(NOON, HOUR))).toBe(true);
		expect(await closeAlert(db, KEY, later(NOON, 2 * HOUR))).toBe(false);
		expect(await openAlerts(db)).toMatchObject([{ subject: 'de.1' }]);
		await raiseAlert(db, { ...KEY, message: 'It is down again.' }, later(NOON, 3 * HOUR));
		const all = await db.alert.findMany({ where: KEY, orderBy: { openedAt: 'asc' } });
		expect(all).toMatchObject([
			{ message: 'It is down.', openedAt: NOON, closedAt: later(NOON, HOUR) },
			{ message: 'It is down again.', openedAt: later(NOON, 3 * HOUR), closedAt: null },
		]);
	});

	it('never ends before it began, should a clock step back', async () => {
		const { db } = database;
		await raiseAlert(db, { ...KEY, message: 'It is down.' }, NOON);
		await raiseAlert(db, { ...KEY, message: 'It is down.' }, later(NOON, -HOUR));
		expect(await openAlerts(db)).toMatchObject([{ openedAt: NOON, lastSeenAt: NOON }]);
		await closeAlert(db, KEY, later(NOON, -HOUR));
		expect(await db.alert.findFirst()).toMatchObject({ closedAt: NOON });
	});

	it('is opened once, however many raise it at once', async () => {
		const { db } = database;
		const raised = await Promise.all(
			Array.from({ length: 8 }, () => raiseAlert(db, { ...KEY, message: 'It is down.' }, NOON)),
		);
		expect(raised.filter(Boolean)).toHaveLength(1);
		expect(await openAlerts(db)).toHaveLength(1);
	});
});
