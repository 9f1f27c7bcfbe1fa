import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { after, HOUR } from '../clock.ts';
import { NotYetError, PermanentError } from '../queue/outcomes.ts';
import { FULL_TIME, seedMatch, storePredictions } from './settlement/seed.fixture.ts';
import { recordNothingToSettle, settleMatch } from './settlement.ts';

const AN_HOUR_LATER = after(FULL_TIME, HOUR);

const database = testDatabase();

describe('settleMatch', () => {
	it('scores every prediction with the quotas of the match', async () => {
		await seed('league', [
			{ home: 1, away: 0 },
			{ home: 2, away: 1 },
			{ home: 2, away: 0 },
			{ home: 1, away: 1 },
		]);
		expect(await settle('league')).toEqual({
			kind: 'settled',
			revision: 1,
			scored: 4,
			quotas: { home: 2, draw: 4, away: 6 },
			score: { home: 1, away: 0 },
		});
		expect(await pointsOf('league')).toEqual([2 + 1 + 3, 2 + 1, 2, 0]);
		expect(await settlementsOf('league')).toMatchObject([
			{
				revision: 1,
				settledAt: FULL_TIME,
				homeScore: 1,
				awayScore: 0,
				predictionsScored: 4,
				predictionsCounted: 4,
			},
		]);
	});

	it('changes nothing when it runs again', async () => {
		await seed('again', [{ home: 1, away: 0 }]);
		await settle('again');
		const before = await stored('again');
		expect(await settle('again', AN_HOUR_LATER)).toEqual({ kind: 'already-settled', revision: 1 });
		expect(await stored('again')).toEqual(before);
	});

	it('makes the quotas from predictions made on time, and scores the retroactive ones with them', async () => {
		await seed('late', [
			{ home: 1, away: 0 },
			{ home: 0, away: 1 },
			{ home: 2, away: 0, retroactive: true },
			{ home: 3, away: 0, retroactive: true },
		]);
		expect(await settle('late')).toMatchObject({ scored: 4, quotas: { home: 3, draw: 6, away: 3 } });
		expect(await settlementsOf('late')).toMatchObject([{ predictionsScored: 4, predictionsCounted: 2 }]);
		expect(await pointsOf('late')).toEqual([7, 0, 3, 3]);
	});

	it('makes the quotas from retroactive predictions when there are no others', async () => {
		await seed('retroactive', [
			{ home: 1, away: 0, retroactive: true },
			{ home: 0, away: 0, retroactive: true },
		]);
		expect(await settle('retroactive')).toMatchObject({ quotas: { home: 3, draw: 3, away: 6 } });
		expect(await settlementsOf('retroactive')).toMatchObject([{ predictionsCounted: 2 }]);
	});

	it('settles a corrected result as a new revision', async () => {
		await seed('corrected', [
			{ home: 1, away: 0 },
			{ home: 1, away: 1 },
		]);
		await settle('corrected');
		await database.db.match.update({ where: { id: 'corrected' }, data: { awayFullTime: 1, awayGoals: 1 } });
		expect(await settle('corrected')).toMatchObject({ kind: 'settled', revision: 2, scored: 2 });
		expect(await pointsOf('corrected')).toEqual([0, 3 + 1 + 3]);
		expect(await revisionsScoring('corrected')).toEqual([2, 2]);
	});

	it('settles a newly arrived prediction together with the others, as a new revision', async () => {
		await seed('arrived', [{ home: 1, away: 0 }]);
		await settle('arrived');
		await storePredictions(database.db, 'arrived', [{ home: 0, away: 2 }], 1);
		expect(await settle('arrived')).toMatchObject({
			revision: 2,
			scored: 2,
			quotas: { home: 3, draw: 6, away: 3 },
		});
		expect(await pointsOf('arrived')).toEqual([7, 0]);
		expect(await revisionsScoring('arrived')).toEqual([2, 2]);
	});

	it('settles a retroactive arrival too, with the quotas that stand', async () => {
		await seed('afterwards', [{ home: 1, away: 0 }]);
		await settle('afterwards');
		await storePredictions(database.db, 'afterwards', [{ home: 0, away: 2, retroactive: true }], 1);
		expect(await settle('afterwards')).toMatchObject({
			revision: 2,
			scored: 2,
			quotas: { home: 2, draw: 6, away: 6 },
		});
		expect(await pointsOf('afterwards')).toEqual([6, 0]);
	});

	it('makes the quotas anew when a kick-off turns out earlier than predictions that counted', async () => {
		await seed('earlier', [
			{ home: 1, away: 0 },
			{ home: 0, away: 1, retroactive: true },
		]);
		await settle('earlier');
		const kickoffAt = new Date('2025-05-25T13:00:00Z');
		await database.db.prediction.updateMany({ where: { matchId: 'earlier' }, data: { kickoffAt } });
		expect(await settle('earlier')).toMatchObject({ revision: 2, quotas: { home: 3, draw: 6, away: 3 } });
	});

	it('takes the score after extra time where the competition says so', async () => {
		const predictions = [{ home: 2, away: 1 }];
		const scores = { fullTime: { home: 1, away: 1 }, extraTime: { home: 2, away: 1 }, predictions };
		await seedMatch(database.db, { id: 'extra', scoreCounts: 'after_extra_time', ...scores });
		await seedMatch(database.db, { id: 'ninety', scoreCounts: 'ninety_minutes', ...scores });
		expect(await settle('extra')).toMatchObject({ score: { home: 2, away: 1 } });
		expect(await settle('ninety')).toMatchObject({ score: { home: 1, away: 1 } });
		expect([...(await pointsOf('extra')), ...(await pointsOf('ninety'))]).toEqual([6, 0]);
	});

	it('writes nothing for a match that nobody predicted', async () => {
		await seed('unpredicted', []);
		expect(await settle('unpredicted')).toEqual({ kind: 'no-predictions' });
		expect(await settlementsOf('unpredicted')).toEqual([]);
	});

	it.each(['postponed', 'cancelled', 'abandoned', 'awarded'] as const)(
		'scores nothing of a match that was %s',
		async (status) => {
			await seedMatch(database.db, { id: status, status, predictions: [{ home: 1, away: 0 }] });
			expect(await settle(status)).toEqual({ kind: 'void', status });
			expect(await settlementsOf(status)).toEqual([]);
			expect(await pointsOf(status)).toEqual([null]);
		},
	);

	it.each(['scheduled', 'live'] as const)('looks again in a minute at a match that is %s', async (status) => {
		await seedMatch(database.db, { id: status, status, predictions: [{ home: 1, away: 0 }] });
		const settling = settle(status);
		await expect(settling).rejects.toBeInstanceOf(NotYetError);
		await expect(settling).rejects.toMatchObject({ until: new Date('2025-05-25T17:01:00Z') });
	});

	it('gives up on a match that does not exist', async () => {
		await expect(settle('nowhere')).rejects.toBeInstanceOf(PermanentError);
	});
});

describe('recordNothingToSettle', () => {
	it('stores the reason, once', async () => {
		await seed('nothing', []);
		expect(await record('nothing')).toEqual({ kind: 'recorded', revision: 1 });
		expect(await record('nothing')).toEqual({ kind: 'already-recorded', revision: 1 });
		expect(await settlementsOf('nothing')).toMatchObject([
			{ nothingToSettleReason: 'No model is enabled.', predictionsScored: 0, quotaHome: null, homeScore: 1 },
		]);
	});

	it('leaves a match with predictions to be settled', async () => {
		await seed('something', [{ home: 1, away: 0 }]);
		expect(await record('something')).toEqual({ kind: 'has-predictions' });
		expect(await settlementsOf('something')).toEqual([]);
	});

	it('does not keep predictions that come later from being settled', async () => {
		await seed('later', []);
		await record('later');
		await storePredictions(database.db, 'later', [{ home: 1, away: 0, retroactive: true }]);
		expect(await settle('later')).toMatchObject({ kind: 'settled', revision: 2, scored: 1 });
	});

	it('records nothing of a match that is off or not over', async () => {
		await seedMatch(database.db, { id: 'off', status: 'cancelled', predictions: [] });
		await seedMatch(database.db, { id: 'on', status: 'live', predictions: [] });
		expect(await record('off')).toEqual({ kind: 'void', status: 'cancelled' });
		await expect(record('on')).rejects.toBeInstanceOf(NotYetError);
	});
});

function seed(id: string, predictions: Parameters<typeof storePredictions>[2]) {
	return seedMatch(database.db, { id, predictions });
}

function settle(matchId: string, now = FULL_TIME) {
	return settleMatch(database.db, { matchId, now });
}

function record(matchId: string) {
	return recordNothingToSettle(database.db, { matchId, reason: 'No model is enabled.', now: FULL_TIME });
}

function settlementsOf(matchId: string) {
	return database.db.settlement.findMany({ where: { matchId }, orderBy: { revision: 'asc' } });
}

function predictionsOf(matchId: string) {
	return database.db.prediction.findMany({
		where: { matchId },
		orderBy: { modelId: 'asc' },
		include: { settlement: true },
	});
}

async function pointsOf(matchId: string) {
	return (await predictionsOf(matchId)).map(({ points }) => points);
}

async function revisionsScoring(matchId: string) {
	return (await predictionsOf(matchId)).map(({ settlement }) => settlement?.revision);
}

async function stored(matchId: string) {
	return { settlements: await settlementsOf(matchId), predictions: await predictionsOf(matchId) };
}
