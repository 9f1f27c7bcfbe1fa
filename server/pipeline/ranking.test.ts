import { expect, it } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { ranking } from './ranking.ts';
import { FULL_TIME, seedMatch } from './settlement/seed.fixture.ts';
import { settleMatch } from './settlement.ts';

const database = testDatabase();

const settle = (matchId: string) => settleMatch(database.db, { matchId, now: FULL_TIME });
const standing = async (
	...given: Parameters<typeof ranking> extends [unknown, ...infer Rest] ? Rest : never
) =>
	(await ranking(database.db, ...given)).map(({ model, points, predictions }) => [
		model.id,
		points,
		predictions,
	]);

it('the ranking follows a corrected result, and leaves out what was made late unless it is asked for', async () => {
	const { db } = database;
	await seedMatch(db, {
		id: 'derby',
		predictions: [
			{ home: 1, away: 0 },
			{ home: 1, away: 1 },
			{ home: 1, away: 0, retroactive: true },
		],
	});
	expect(await ranking(db)).toEqual([]);
	await settle('derby');
	expect(await standing()).toEqual([
		['model-0', 3 + 1 + 3, 1],
		['model-1', 0, 1],
	]);
	await db.match.update({ where: { id: 'derby' }, data: { awayFullTime: 1, awayGoals: 1 } });
	await settle('derby');
	expect(await standing()).toEqual([
		['model-1', 3 + 1 + 3, 1],
		['model-0', 0, 1],
	]);
	expect(await standing({ includeRetroactive: true })).toContainEqual(['model-2', 0, 1]);
	expect(await standing({ competition: 'derby', to: FULL_TIME })).toHaveLength(2);
	expect(await standing({ competition: 'another' })).toEqual([]);
	expect(await standing({ from: FULL_TIME })).toEqual([]);
	await db.match.update({ where: { id: 'derby' }, data: { status: 'awarded' } });
	expect(await standing()).toEqual([]);
});

it('a corrected result stands in the audit trail with both scores', async () => {
	const { db } = database;
	await seedMatch(db, { id: 'corrected', predictions: [{ home: 1, away: 0 }] });
	await settle('corrected');
	expect(
		await db.operatorAction.count({ where: { detail: { path: ['matchId'], equals: 'corrected' } } }),
	).toBe(0);
	await db.match.update({ where: { id: 'corrected' }, data: { awayFullTime: 2, awayGoals: 2 } });
	await settle('corrected');
	expect(
		await db.operatorAction.findMany({ where: { detail: { path: ['matchId'], equals: 'corrected' } } }),
	).toMatchObject([
		{
			action: 'settlement.corrected',
			operatorId: null,
			detail: {
				from: { revision: 1, score: { home: 1, away: 0 } },
				to: { revision: 2, score: { home: 1, away: 2 } },
				pointsChanged: 1,
			},
		},
	]);
});
