import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { HOUR, after as later } from '../clock.ts';
import { closeAlert, closeAlerts, raiseAlert, raiseAlerts } from './alerts.ts';
import { openAlerts } from './list-alerts.ts';

const database = testDatabase();
const NOON = new Date('2025-03-01T12:00:00Z');
const KEY = { kind: 'source_unavailable', subject: 'en.1' } as const;

beforeEach(async () => {
	await database.db.alert.deleteMany();
});

describe('an alert', () => {
	it('is one open row per kind and subject, with what was said last', async () => {
		const { db } = database;
		expect(await raiseAlert(db, { ...KEY, message: 'It is down.' }, NOON)).toBe('opened');
		expect(await raiseAlert(db, { ...KEY, message: 'It is still down.' }, later(NOON, HOUR))).toBe(null);
		expect(await openAlerts(db)).toEqual([
			{
				id: expect.any(String),
				...KEY,
				message: 'It is still down.',
				severity: 'warning',
				level: 1,
				matchId: null,
				openedAt: NOON,
				lastSeenAt: later(NOON, HOUR),
				acknowledged: null,
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

	it('tells of itself when it opens, whenever it gets worse, and when it closes, and never twice', async () => {
		const { db } = database;
		const raise = (level: number, message: string) => raiseAlert(db, { ...KEY, level, message }, NOON);
		expect(await raise(1, 'bad')).toBe('opened');
		expect(await raise(1, 'as bad')).toBe(null);
		expect(await raise(3, 'worst')).toBe('worsened');
		expect(await raise(2, 'a bit better')).toBe(null);
		expect(await openAlerts(db)).toMatchObject([{ level: 3, message: 'a bit better' }]);
		expect(await raise(3, 'worst again')).toBe(null);
		await closeAlert(db, KEY, later(NOON, HOUR));
		await closeAlert(db, KEY, later(NOON, HOUR));
		expect(await changes()).toEqual(['opened 1: bad', 'worsened 3: worst', 'closed 3: worst again']);
	});

	it('is told of a level when that is higher than any before, whatever is found in which order', async () => {
		const { db } = database;
		const level = fc.integer({ min: 1, max: 4 });
		await fc.assert(
			fc.asyncProperty(fc.array(fc.option(level), { maxLength: 8 }), async (found) => {
				await db.alert.deleteMany();
				let open = 0;
				for (const now of found) {
					if (now === null) {
						expect(await closeAlert(db, KEY, NOON)).toBe(open > 0);
						open = 0;
						continue;
					}
					const expected = open === 0 ? 'opened' : now > open ? 'worsened' : null;
					expect(await raiseAlert(db, { ...KEY, level: now, message: 'It is down.' }, NOON)).toBe(expected);
					open = Math.max(open, now);
				}
			}),
			{ numRuns: 40 },
		);
	});

	it('keeps the greatest severity that it had', async () => {
		const { db } = database;
		for (const severity of ['warning', 'critical', 'info'] as const)
			await raiseAlert(db, { ...KEY, severity, message: 'It is down.' }, NOON);
		expect(await openAlerts(db)).toMatchObject([{ severity: 'critical' }]);
	});

	it('is stored whatever characters its message quotes', async () => {
		await raiseAlert(database.db, { ...KEY, message: 'half \uD83D of one, and \0' }, NOON);
		expect(await openAlerts(database.db)).toMatchObject([{ message: 'half \uFFFD of one, and \uFFFD' }]);
	});

	it('is listed by severity, and then the newest first', async () => {
		const { db } = database;
		const raise = (subject: string, severity: 'info' | 'warning' | 'critical', hours: number) =>
			raiseAlert(db, { ...KEY, subject, severity, message: 'It is down.' }, later(NOON, hours * HOUR));
		await raise('a', 'warning', 2);
		await raise('b', 'critical', 0);
		await raise('c', 'info', 3);
		await raise('d', 'critical', 1);
		expect((await openAlerts(db)).map(({ subject }) => subject)).toEqual(['d', 'b', 'a', 'c']);
	});

	it('changes once, however many raise and close many of them at once, in whatever order', async () => {
		const { db } = database;
		const found = (level: number) =>
			Array.from({ length: 20 }, (_, place) => ({
				...KEY,
				subject: `league ${place}`,
				level,
				message: 'It is down.',
			}));
		const all = (raise: (place: number) => Promise<unknown>) =>
			Promise.all(Array.from({ length: 6 }, (_, place) => raise(place)));
		const either = (place: number, level: number) => (place % 2 ? found(level) : found(level).toReversed());
		await all((place) => raiseAlerts(db, either(place, 1), NOON));
		await all((place) => raiseAlerts(db, either(place, 2 + (place % 2)), NOON));
		const ids = (await openAlerts(db)).map(({ id }) => id);
		await all((place) => closeAlerts(db, place % 2 ? ids : ids.toReversed(), NOON));
		const counts = await db.alertChange.groupBy({ by: ['change', 'level'], _count: true });
		const count = (change: string, level: number) =>
			counts.find((group) => group.change === change && group.level === level)?._count ?? 0;
		expect([count('opened', 1), count('worsened', 3), count('closed', 3)]).toEqual([20, 20, 20]);
		// Whoever was first found it at level 2, or nobody did.
		expect(count('worsened', 2)).toBeLessThanOrEqual(20);
		expect(await openAlerts(db)).toEqual([]);
	});
});

async function changes(): Promise<string[]> {
	const rows = await database.db.alertChange.findMany({ orderBy: [{ change: 'asc' }, { level: 'asc' }] });
	return rows.map(({ change, level, message }) => `${change} ${level}: ${message}`);
}
