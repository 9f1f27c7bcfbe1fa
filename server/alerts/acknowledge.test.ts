import { beforeEach, expect, it, vi } from 'vitest';
import { operatorId as anOperator } from '../../tests/failures.ts';
import { ManualClock } from '../../tests/manual-clock.ts';
import { START, testStore } from '../../tests/pipeline.ts';
import { ensureOperator } from '../auth/operators.ts';
import { HOUR, after as later } from '../clock.ts';
import { acknowledge } from './acknowledge.ts';
import { closeAlert, raiseAlert } from './alerts.ts';
import { openAlerts, pastAlerts } from './list-alerts.ts';

const store = testStore();
const KEY = { kind: 'source_unavailable', subject: 'en.1' } as const;
const REAL = later(START, 500 * HOUR);

beforeEach(async () => {
	const { db } = store();
	await ensureOperator(db, 'correct horse battery');
	await db.operatorAction.deleteMany();
	await db.alert.deleteMany();
});

async function raised(subject: string = KEY.subject): Promise<string> {
	const { db } = store();
	await raiseAlert(db, { ...KEY, subject, message: 'It is down.' }, START);
	return (await db.alert.findFirstOrThrow({ where: { subject, closedAt: null } })).id;
}

async function acknowledged(...ids: string[]) {
	return acknowledgedOf({ ids });
}

async function acknowledgedOf(chosen: { ids: string[]; passOverClosed?: boolean }) {
	const topic = vi.fn();
	const deps = { ...store(), realClock: new ManualClock(REAL), feed: { topic } };
	const alerts = await acknowledge(deps, { ...chosen, operatorId: await anOperator(store()) });
	return { alerts, topic };
}

it('notes who knows of an alert, by the clock of the pipeline, and in the audit trail by real time', async () => {
	const { db } = store();
	const id = await raised();
	await raised('de.1');
	const { alerts, topic } = await acknowledged(id);
	expect(alerts).toMatchObject([{ id, acknowledged: { at: START, by: 'admin' } }]);
	expect(topic.mock.calls).toEqual([['alerts']]);
	expect((await openAlerts(db)).map((alert) => alert.acknowledged?.by ?? null)).toEqual([null, 'admin']);
	expect(await db.operatorAction.findMany()).toMatchObject([
		{ action: 'alerts.acknowledge', at: REAL, detail: { alerts: [id] } },
	]);
});

it('changes nothing the second time', async () => {
	const id = await raised();
	await acknowledged(id);
	store().clock.advance(HOUR);
	const { alerts, topic } = await acknowledged(id);
	store().clock.set(START);
	expect(alerts).toMatchObject([{ id, acknowledged: { at: START } }]);
	expect(topic).not.toHaveBeenCalled();
	expect(await store().db.operatorAction.count()).toBe(1);
});

it('is refused for an alert that nobody knows or that has closed, and then for those beside it', async () => {
	const { db } = store();
	const id = await raised();
	await expect(acknowledged(id, 'nope')).rejects.toThrow('There is no alert "nope"');
	const closed = await raised('de.1');
	await closeAlert(db, { ...KEY, subject: 'de.1' }, later(START, HOUR));
	await expect(acknowledged(closed, id)).rejects.toThrow(`The alert "${closed}" closed at 2025-03-01T13:00`);
	expect(await openAlerts(db)).toMatchObject([{ id, acknowledged: null }]);
});

it('passes over what has closed when all that were open were meant, but not over what never was', async () => {
	const { db } = store();
	const id = await raised();
	const closed = await raised('de.1');
	await closeAlert(db, { ...KEY, subject: 'de.1' }, later(START, HOUR));
	const all = { ids: [closed, id], passOverClosed: true };
	expect((await acknowledgedOf(all)).alerts).toMatchObject([{ id, acknowledged: { by: 'admin' } }]);
	expect(await db.operatorAction.findMany()).toMatchObject([{ detail: { alerts: [id] } }]);
	await expect(acknowledgedOf({ ids: ['nope'], passOverClosed: true })).rejects.toThrow('There is no alert');
});

it('lists those that have closed in pages, the last ones first', async () => {
	const { db } = store();
	for (const [subject, hours] of Object.entries({ a: 1, b: 3, c: 2, d: 3 })) {
		await raised(subject);
		await closeAlert(db, { ...KEY, subject }, later(START, hours * HOUR));
	}
	await raised('open');
	const first = await pastAlerts(db, { limit: 2 });
	expect(first.alerts.map(({ subject }) => subject).sort()).toEqual(['b', 'd']);
	const second = await pastAlerts(db, { limit: 2, cursor: first.nextCursor ?? '' });
	expect(second.alerts.map(({ subject }) => subject)).toEqual(['c', 'a']);
	expect(second.nextCursor).toBe(null);
	await expect(pastAlerts(db, { limit: 2, cursor: 'nonsense' })).rejects.toThrow(/does not exist/);
});
