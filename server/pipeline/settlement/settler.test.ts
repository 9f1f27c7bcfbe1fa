import { pino } from 'pino';
import { expect, it } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { NotYetError, PermanentError } from '../../queue/outcomes.ts';
import { FULL_TIME, seedMatch } from './seed.fixture.ts';
import { createSettler } from './settler.ts';

const database = testDatabase();
const clock = { now: () => FULL_TIME, realMs: (ms: number) => ms };
const settler = () => createSettler({ db: database.db, clock, log: pino({ level: 'silent' }) });

const PREDICTIONS = [
	{ home: 1, away: 0 },
	{ home: 1, away: 1 },
];

async function seedMatches(...ids: string[]): Promise<void> {
	for (const id of ids) await seedMatch(database.db, { id, predictions: PREDICTIONS });
}

it('each match of a batch is settled or fails by itself', async () => {
	await seedMatches('one', 'two');
	await seedMatch(database.db, { id: 'playing', status: 'live', predictions: [] });
	const outcomes = await Promise.allSettled(['one', 'playing', 'unknown', 'two', 'one'].map(settler()));
	expect(outcomes).toMatchObject([
		{ status: 'fulfilled', value: { kind: 'settled', revision: 1 } },
		{ status: 'rejected', reason: expect.any(NotYetError) },
		{ status: 'rejected', reason: expect.any(PermanentError) },
		{ status: 'fulfilled', value: { kind: 'settled', revision: 1 } },
		{ status: 'fulfilled' },
	]);
	expect(await database.db.settlement.count({ where: { matchId: { in: ['one', 'two'] } } })).toBe(2);
});

it('a match that the database refuses fails alone, and the others of its batch are settled', async () => {
	await seedMatches('sound', 'refused', 'healthy');
	await database.db.$executeRaw`
		ALTER TABLE "Settlement" ADD CONSTRAINT "refuses_one" CHECK ("matchId" <> 'refused') NOT VALID`;
	const outcomes = await Promise.allSettled(['sound', 'refused', 'healthy'].map(settler()));
	expect(outcomes).toMatchObject([
		{ status: 'fulfilled', value: { kind: 'settled', revision: 1 } },
		{ status: 'rejected', reason: { message: expect.stringContaining('refuses_one') } },
		{ status: 'fulfilled', value: { kind: 'settled', revision: 1 } },
	]);
	await database.db.$executeRaw`ALTER TABLE "Settlement" DROP CONSTRAINT "refuses_one"`;
	expect(await settler()('refused')).toMatchObject({ kind: 'settled', revision: 1 });
});

it('batches of several processes in any order settle each match once, without a deadlock', async () => {
	const ids = Array.from({ length: 20 }, (_, index) => `busy-${index}`);
	await seedMatches(...ids);
	const orders = [ids, ids.toReversed(), [...ids.slice(10), ...ids.slice(0, 10)], ids];
	await Promise.all(orders.map((order) => Promise.all(order.map(settler()))));
	const settlements = await database.db.settlement.findMany({ where: { matchId: { in: ids } } });
	expect(settlements.map(({ matchId }) => matchId).toSorted()).toEqual(ids.toSorted());
	expect(settlements.every(({ revision }) => revision === 1)).toBe(true);
	expect(await database.db.prediction.count({ where: { matchId: { in: ids }, points: null } })).toBe(0);
});
