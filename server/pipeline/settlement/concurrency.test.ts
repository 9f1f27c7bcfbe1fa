import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { createDatabase, type Database } from '../../db.ts';
import { settleMatch } from '../settlement.ts';
import { FULL_TIME, seedMatch, storePredictions } from './seed.fixture.ts';

const PREDICTIONS = Array.from({ length: 42 }, (_, n) => ({ home: n % 3, away: n % 2 }));

const database = testDatabase();
let otherProcess: Database;
let connection: pg.Client;

beforeAll(async () => {
	otherProcess = createDatabase(database.url);
	connection = new pg.Client(database.url);
	await connection.connect();
});

afterAll(async () => {
	await otherProcess.$disconnect();
	await connection.end();
});

describe('settling under fire', () => {
	it('leaves one settlement when several processes settle at once', async () => {
		await seedMatch(database.db, { id: 'at-once', predictions: PREDICTIONS });
		const outcomes = await Promise.all(
			Array.from({ length: 12 }, (_, n) => settle(n % 2 ? database.db : otherProcess, 'at-once')),
		);
		expect(outcomes.filter(({ kind }) => kind === 'settled')).toHaveLength(1);
		expect(outcomes.filter(({ kind }) => kind === 'already-settled')).toHaveLength(11);
		expect(await scoring('at-once')).toEqual({ revisions: [1], scored: 42 });
	});

	it('settles many matches at once', async () => {
		const ids = Array.from({ length: 10 }, (_, n) => `matchday-${n}`);
		for (const id of ids) await seedMatch(database.db, { id, predictions: PREDICTIONS });
		const settling = ids.flatMap((id) => [settle(database.db, id), settle(otherProcess, id)]);
		const outcomes = await Promise.all(settling);
		expect(outcomes.filter(({ kind }) => kind === 'settled')).toHaveLength(10);
		for (const id of ids) expect(await scoring(id)).toEqual({ revisions: [1], scored: 42 });
	});

	it('leaves nothing of a settlement that was killed midway, and settles when it is run again', async () => {
		await seedMatch(database.db, { id: 'killed', predictions: PREDICTIONS });
		await holdOnePrediction('killed');
		const killed = settle(otherProcess, 'killed').then(
			() => 'settled',
			() => 'killed',
		);
		const [pid] = await waitingBackends(1);
		await connection.query('SELECT pg_terminate_backend($1)', [pid]);
		expect(await killed).toBe('killed');
		await connection.query('ROLLBACK');

		expect(await scoring('killed')).toEqual({ revisions: [], scored: 0 });
		expect(await settle(otherProcess, 'killed')).toMatchObject({ kind: 'settled', revision: 1, scored: 42 });
		expect(await scoring('killed')).toEqual({ revisions: [1], scored: 42 });
	});

	it('keeps a prediction that arrives meanwhile out of this revision, and takes it into the next', async () => {
		await seedMatch(database.db, { id: 'meanwhile', predictions: PREDICTIONS });
		await holdOnePrediction('meanwhile');
		const settling = settle(otherProcess, 'meanwhile');
		await waitingBackends(1);
		const storing = storePredictions(database.db, 'meanwhile', [{ home: 4, away: 4 }], 42);
		await waitingBackends(2);
		await connection.query('ROLLBACK');

		expect(await settling).toMatchObject({ revision: 1, scored: 42 });
		await storing;
		expect(await scoring('meanwhile')).toEqual({ revisions: [1], scored: 42 });
		expect(await settle(database.db, 'meanwhile')).toMatchObject({ revision: 2, scored: 43 });
	});
});

function settle(db: Database, matchId: string) {
	return settleMatch(db, { matchId, now: FULL_TIME });
}

/** Stops a settlement of the match at its scoring statement, until `connection` rolls back. */
async function holdOnePrediction(matchId: string): Promise<void> {
	await connection.query('BEGIN');
	await connection.query('SELECT 1 FROM "Prediction" WHERE "matchId" = $1 LIMIT 1 FOR UPDATE', [matchId]);
}

/** Process ids of the backends that wait for a lock, as soon as there are that many. */
async function waitingBackends(count: number): Promise<number[]> {
	return vi.waitFor(
		async () => {
			const { rows } = await connection.query<{ pid: number }>(
				`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
			);
			expect(rows).toHaveLength(count);
			return rows.map(({ pid }) => pid);
		},
		{ timeout: 10_000, interval: 20 },
	);
}

async function scoring(matchId: string) {
	const settlements = await database.db.settlement.findMany({
		where: { matchId },
		orderBy: { revision: 'asc' },
	});
	const scored = await database.db.prediction.count({ where: { matchId, points: { not: null } } });
	return { revisions: settlements.map(({ revision }) => revision), scored };
}
