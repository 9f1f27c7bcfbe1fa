import { beforeEach, describe, expect, it } from 'vitest';
import { fixture, storePrediction, testPipeline } from '../../tests/pipeline.ts';
import { queuedFor } from '../../tests/queued.ts';
import { HOUR, after as later } from '../clock.ts';
import type { Fixture } from '../football/source.ts';
import { newJob } from '../queue/catalogue.ts';
import { withIds } from './match-condition.ts';
import { matchStates } from './match-state.ts';
import { runPass } from './passes.ts';
import { storeFixtures } from './store-fixtures.ts';

const pipeline = testPipeline();

beforeEach(async () => {
	await pipeline().db.match.deleteMany();
});

/** Tells of the match as the source does now, and makes the pass that follows. @returns its id */
async function told(now: string, match: Fixture): Promise<string> {
	const { db, clock } = pipeline();
	clock.set(new Date(now));
	await storeFixtures(db, [match], clock.now());
	await runPass(pipeline(), 'ingest');
	const { id } = await db.match.findUniqueOrThrow({ where: { sourceKey: match.sourceKey } });
	return id;
}

const at = (kickoff: string, more: Partial<Fixture> = {}) => ({
	...fixture(more),
	kickoffAt: new Date(kickoff),
});

const jobs = (matchId: string) => queuedFor(pipeline(), matchId);

describe('a kick-off that moves', () => {
	it.each([
		['later', '2025-03-01T18:00Z', '2025-03-01T20:15Z', '14:15', '19:15', '19:45'],
		['earlier', '2025-03-01T20:15Z', '2025-03-01T18:00Z', '12:00', '17:00', '17:30'],
	])('%s on its day takes its jobs along', async (_, from, to, analysis, lineups, predictions) => {
		const match = at(from);
		await told('2025-03-01T09:00Z', match);
		const id = await told('2025-03-01T09:30Z', { ...match, kickoffAt: new Date(to) });
		expect(await jobs(id)).toEqual([
			`analysis 03-01T${analysis}`,
			`lineups 03-01T${lineups}`,
			`predictions 03-01T${predictions}`,
		]);
	});

	it.each([
		['midnight', '2025-03-01T23:45Z', '2025-03-02T00:45Z', ['03-01T18:45', '03-01T23:45', '03-02T00:15']],
		[
			'midnight, back',
			'2025-03-02T00:45Z',
			'2025-03-01T23:45Z',
			['03-01T17:45', '03-01T22:45', '03-01T23:15'],
		],
		['the year', '2025-12-31T23:30Z', '2026-01-01T00:20Z', ['12-31T18:20', '12-31T23:20', '12-31T23:50']],
		[
			'the year, back',
			'2026-01-01T01:00Z',
			'2025-12-31T23:00Z',
			['12-31T17:00', '12-31T22:00', '12-31T22:30'],
		],
	])('across %s, too', async (_, from, to, [analysis, lineups, predictions]) => {
		const match = at(from);
		const morning = `${to < from ? to.slice(0, 10) : from.slice(0, 10)}T14:00Z`;
		await told(morning, match);
		const id = await told(morning, { ...match, kickoffAt: new Date(to) });
		expect(await jobs(id)).toEqual([
			`analysis ${analysis}`,
			`lineups ${lineups}`,
			`predictions ${predictions}`,
		]);
	});

	it('to so early that work is due now has it done now', async () => {
		const match = at('2025-03-01T20:00Z');
		await told('2025-03-01T11:00Z', match);
		const id = await told('2025-03-01T11:00Z', { ...match, kickoffAt: new Date('2025-03-01T12:30Z') });
		expect(await jobs(id)).toEqual([
			'analysis 03-01T11:00',
			'lineups 03-01T11:30',
			'predictions 03-01T12:00',
		]);
	});

	it('makes a prediction late or not by the kick-off of now, without asking again', async () => {
		const { db } = pipeline();
		const match = at('2025-03-01T15:00Z');
		const id = await told('2025-03-01T14:00Z', match);
		await storePrediction(pipeline(), id, { madeAt: new Date('2025-03-01T14:40Z') });
		for (const [kickoff, retroactive] of [
			['2025-03-01T14:30Z', true],
			['2025-03-01T17:00Z', false],
		] as const) {
			await told('2025-03-01T14:45Z', { ...match, kickoffAt: new Date(kickoff) });
			expect(await db.prediction.findMany({ where: { matchId: id } })).toMatchObject([
				{ kickoffAt: new Date(kickoff), retroactive },
			]);
		}
		const [state] = await matchStates(pipeline(), withIds([id]));
		expect(state?.predictions).toMatchObject({ wanted: 42, stored: 1 });
	});

	it('is not stale: the analysis and line-ups that belong to the old one go', async () => {
		const { db } = pipeline();
		const match = at('2025-03-01T15:00Z');
		const id = await told('2025-03-01T14:00Z', match);
		await prepared(id, new Date('2025-03-01T14:05Z'));
		await told('2025-03-01T14:20Z', { ...match, kickoffAt: new Date('2025-03-01T19:00Z') });
		expect(await db.matchAnalysis.count({ where: { matchId: id } })).toBe(0);
		expect(await db.lineup.count({ where: { matchId: id } })).toBe(0);
		expect(await jobs(id)).toEqual(['analysis waiting', 'lineups 03-01T18:00', 'predictions 03-01T18:30']);
	});
});

/** As the worker would have made them for the match's kick-off of then. */
async function prepared(matchId: string, now: Date): Promise<void> {
	const { db, queues } = pipeline();
	const { kickoffAt } = await db.match.findUniqueOrThrow({ where: { id: matchId } });
	const asOf = later(kickoffAt, -6 * HOUR);
	await db.matchAnalysis.create({ data: { matchId, madeAt: now, asOf, unavailableReason: 'no results' } });
	await db.lineup.create({ data: { matchId, fetchedAt: now, unavailableReason: 'none yet' } });
	await queues.drop([newJob('analysis', { matchId }), newJob('lineups', { matchId })]);
}

describe('a match that is put off', () => {
	const KICKOFF = '2025-03-01T15:00Z';
	const NEW_DATE = '2025-03-12T19:30Z';
	const NEW_JOBS = ['analysis 03-12T13:30', 'lineups 03-12T18:30', 'predictions 03-12T19:00'];

	/** One that was predicted when the source told that it is off. */
	async function predictedAndPostponed() {
		const match = at(KICKOFF);
		const id = await told('2025-03-01T14:00Z', match);
		await prepared(id, new Date('2025-03-01T14:05Z'));
		await storePrediction(pipeline(), id, { madeAt: new Date('2025-03-01T14:35Z') });
		await told('2025-03-01T14:50Z', { ...match, status: 'postponed' });
		return { id, match };
	}

	async function expectAfresh(id: string) {
		const { db } = pipeline();
		expect(await jobs(id)).toEqual(NEW_JOBS);
		expect(await db.prediction.count({ where: { matchId: id } })).toBe(0);
		expect(await db.voidPrediction.count({ where: { matchId: id } })).toBe(1);
		expect(await db.matchAnalysis.count({ where: { matchId: id } })).toBe(0);
		expect(await db.lineup.count({ where: { matchId: id } })).toBe(0);
		const [state] = await matchStates(pipeline(), withIds([id]));
		expect(state?.predictions.missing).toHaveLength(42);
	}

	it('wants no work until it has a new date, and keeps what was predicted', async () => {
		const { id } = await predictedAndPostponed();
		expect(await jobs(id)).toEqual([]);
		expect(await pipeline().db.prediction.count({ where: { matchId: id } })).toBe(1);
	});

	it('starts afresh when it gets a new date', async () => {
		const { id, match } = await predictedAndPostponed();
		await told('2025-03-12T08:00Z', { ...match, kickoffAt: new Date(NEW_DATE) });
		await expectAfresh(id);
	});

	it('starts afresh when the new date is told first, and the mark taken away later', async () => {
		const { id, match } = await predictedAndPostponed();
		await told('2025-03-03T08:00Z', { ...match, status: 'postponed', kickoffAt: new Date(NEW_DATE) });
		expect(await jobs(id)).toEqual([]);
		await told('2025-03-12T08:00Z', { ...match, kickoffAt: new Date(NEW_DATE) });
		await expectAfresh(id);
	});

	it('starts afresh when it moves to another day without ever being marked', async () => {
		const match = at(KICKOFF);
		const id = await told('2025-03-01T14:00Z', match);
		await prepared(id, new Date('2025-03-01T14:05Z'));
		await storePrediction(pipeline(), id, { madeAt: new Date('2025-03-01T14:35Z') });
		await told('2025-03-01T14:40Z', { ...match, kickoffAt: new Date(NEW_DATE) });
		await told('2025-03-12T08:00Z', { ...match, kickoffAt: new Date(NEW_DATE) });
		await expectAfresh(id);
	});

	it('is not held up by what failed for the old date', async () => {
		const match = at(KICKOFF);
		const id = await told('2025-03-01T09:00Z', match);
		const seenAt = new Date('2025-03-01T14:40Z');
		const seen = { firstSeenAt: seenAt, lastSeenAt: seenAt, attempts: 4, occurrences: 9, fingerprint: '' };
		for (const [stage, modelId] of [
			['analysis', null],
			['lineups', null],
			['predictions', null],
			['predictions', 'llama-4-scout'],
		] as const) {
			await pipeline().db.jobFailure.create({
				data: { stage, matchId: id, modelId, category: 'permanent', message: 'refused', ...seen },
			});
		}
		await told('2025-03-01T14:50Z', { ...match, status: 'postponed' });
		await told('2025-03-12T08:00Z', { ...match, kickoffAt: new Date(NEW_DATE) });
		expect(await jobs(id)).toEqual(NEW_JOBS);
		const [state] = await matchStates(pipeline(), withIds([id]));
		expect(state?.plan.stages.predictions).toMatchObject({ is: 'queued' });
	});
});
