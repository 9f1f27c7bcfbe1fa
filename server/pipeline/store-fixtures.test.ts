import { describe, expect, it } from 'vitest';
import { finishedMatch, storeFailure } from '../../tests/failures.ts';
import { finishedWith, fixture, START, storePrediction, testPipeline } from '../../tests/pipeline.ts';
import { DAY, HOUR, after as later, MINUTE } from '../clock.ts';
import { newJob } from '../queue/catalogue.ts';
import { runPass } from './passes.ts';
import { settleMatch } from './settlement.ts';
import { storeFixtures } from './store-fixtures.ts';

const pipeline = testPipeline();

const stored = (id = '') => pipeline().db.match.findUniqueOrThrow({ where: { id } });

describe('storeFixtures', () => {
	it('stores each match once, and tells only what is new or has changed', async () => {
		const coming = [fixture(), fixture()];
		expect(await storeFixtures(pipeline().db, coming, START)).toHaveLength(2);
		expect(await storeFixtures(pipeline().db, coming, later(START, HOUR))).toEqual([]);
		const [first] = coming;
		if (!first) throw new Error('two fixtures were made');
		const moved = { ...first, kickoffAt: later(first.kickoffAt, HOUR) };
		const [id] = await storeFixtures(pipeline().db, [moved], later(START, HOUR));
		expect(await stored(id)).toMatchObject({ kickoffAt: moved.kickoffAt, ingestedAt: START });
	});

	it('notes when the result was first seen, and keeps it when the source forgets', async () => {
		const coming = fixture();
		const [id] = await storeFixtures(pipeline().db, [coming], START);
		const seenAt = later(START, 26 * HOUR);
		await storeFixtures(pipeline().db, [{ ...coming, ...finishedWith(2, 1) }], seenAt);
		expect(await stored(id)).toMatchObject({
			status: 'finished',
			homeFullTime: 2,
			awayFullTime: 1,
			finishedAt: seenAt,
		});
		expect(await storeFixtures(pipeline().db, [coming], later(seenAt, HOUR))).toEqual([]);
		expect(await stored(id)).toMatchObject({ status: 'finished', finishedAt: seenAt });
		await storeFixtures(pipeline().db, [{ ...coming, ...finishedWith(2, 2) }], later(seenAt, HOUR));
		expect(await stored(id)).toMatchObject({ awayFullTime: 2, finishedAt: seenAt });
	});

	it('measures the predictions of a match against the kick-off that it moved to', async () => {
		const { db } = pipeline();
		const coming = fixture({ kickoffAt: later(START, HOUR) });
		const [id = ''] = await storeFixtures(db, [coming], START);
		await storePrediction(pipeline(), id, { madeAt: later(START, 40 * MINUTE) });
		expect(await db.prediction.findFirstOrThrow({ where: { matchId: id } })).toMatchObject({
			retroactive: false,
		});
		const earlier = { ...coming, kickoffAt: later(START, 30 * MINUTE) };
		await storeFixtures(db, [earlier], START);
		expect(await db.prediction.findFirstOrThrow({ where: { matchId: id } })).toMatchObject({
			kickoffAt: earlier.kickoffAt,
			retroactive: true,
		});
	});

	it('drops an analysis that belongs to a kick-off the match no longer has', async () => {
		const { db } = pipeline();
		const coming = fixture();
		const [id = ''] = await storeFixtures(db, [coming], START);
		const asOf = later(coming.kickoffAt, -6 * HOUR);
		await db.matchAnalysis.create({
			data: { matchId: id, madeAt: asOf, asOf, unavailableReason: 'no results' },
		});
		await storeFixtures(db, [{ ...coming, round: 'Matchday 2' }], START);
		expect(await db.matchAnalysis.count({ where: { matchId: id } })).toBe(1);
		await storeFixtures(db, [{ ...coming, kickoffAt: later(coming.kickoffAt, 24 * HOUR) }], START);
		expect(await db.matchAnalysis.count({ where: { matchId: id } })).toBe(0);
	});

	it('stores thousands in one go', async () => {
		const many = Array.from({ length: 4_500 }, () => fixture());
		expect(await storeFixtures(pipeline().db, many, START)).toHaveLength(4_500);
	});
});

describe('a match that is put off to another day', () => {
	async function predicted(hoursToKickoff: number) {
		const { db } = pipeline();
		const coming = fixture({ kickoffAt: later(START, hoursToKickoff * HOUR) });
		const [id = ''] = await storeFixtures(db, [coming], START);
		await storePrediction(pipeline(), id, { madeAt: later(coming.kickoffAt, -20 * MINUTE) });
		return { coming, id };
	}

	it('starts afresh: what was predicted for the old date is kept as void', async () => {
		const { db } = pipeline();
		const { coming, id } = await predicted(1);
		await storeFixtures(db, [{ ...coming, status: 'postponed' }], later(START, 45 * MINUTE));
		expect(await db.prediction.count({ where: { matchId: id } })).toBe(1);
		const anew = { ...coming, kickoffAt: later(coming.kickoffAt, 72 * HOUR) };
		const now = later(START, 5 * HOUR);
		await storeFixtures(db, [anew], now);
		expect(await db.prediction.count({ where: { matchId: id } })).toBe(0);
		expect(await db.voidPrediction.findMany({ where: { matchId: id } })).toMatchObject([
			{ modelId: 'llama-4-scout', homeGoals: 1, awayGoals: 0, kickoffAt: coming.kickoffAt, voidedAt: now },
		]);
	});

	it('keeps its predictions when it is played later the same day', async () => {
		const { db } = pipeline();
		const { coming, id } = await predicted(2);
		const delayed = { ...coming, kickoffAt: later(coming.kickoffAt, 3 * HOUR) };
		await storeFixtures(db, [delayed], later(coming.kickoffAt, -10 * MINUTE));
		expect(await db.prediction.findMany({ where: { matchId: id } })).toMatchObject([
			{ kickoffAt: delayed.kickoffAt, retroactive: false },
		]);
	});

	it('keeps its predictions when the new date is told too late to ask again', async () => {
		const { db } = pipeline();
		const { coming, id } = await predicted(3);
		const anew = { ...coming, kickoffAt: later(coming.kickoffAt, 48 * HOUR) };
		await storeFixtures(db, [anew], later(anew.kickoffAt, -5 * MINUTE));
		expect(await db.prediction.count({ where: { matchId: id } })).toBe(1);
	});

	it('forgets the failures of the old date, so that they use up nothing of the new one', async () => {
		const { db } = pipeline();
		const { coming, id } = await predicted(4);
		const failure = { matchId: id, category: 'transient', message: 'down', fingerprint: 'down' } as const;
		const seen = { attempts: 5, occurrences: 6, firstSeenAt: START, lastSeenAt: START };
		await db.jobFailure.create({ data: { ...failure, ...seen, stage: 'analysis' } });
		await storeFixtures(
			db,
			[{ ...coming, kickoffAt: later(coming.kickoffAt, 72 * HOUR) }],
			later(START, HOUR),
		);
		expect(await db.jobFailure.findFirst({ where: { matchId: id } })).toMatchObject({
			resolution: 'outdated',
		});
	});
});

describe('a match that has failures', () => {
	it('wants none of them mended once it is void', async () => {
		const { db } = pipeline();
		const finished = fixture({ kickoffAt: later(START, -3 * HOUR), ...finishedWith(2, 1) });
		const [matchId = ''] = await storeFixtures(db, [finished], START);
		await storeFailure(pipeline(), { matchId });
		await storeFixtures(db, [{ ...finished, status: 'awarded' }], later(START, HOUR));
		expect(await db.jobFailure.findFirst({ where: { matchId } })).toMatchObject({
			resolution: 'outdated',
			resolvedAt: later(START, HOUR),
		});
	});

	it('is settled by its corrected result although an operator had cleared the failure', async () => {
		const { db, clock, queues } = pipeline();
		const matchId = await finishedMatch(pipeline(), { predicted: true, home: 'Lyon', away: 'Nice' });
		await settleMatch(db, { matchId, now: START });
		await storeFailure(pipeline(), {
			...{ matchId, lastSeenAt: later(START, HOUR), resolvedAt: later(START, 2 * HOUR) },
			...{ resolution: 'cleared', clearedBecause: 'seen' },
		});
		clock.set(later(START, DAY));
		const { sourceKey, kickoffAt } = await stored(matchId);
		const corrected = fixture({ sourceKey, kickoffAt, home: 'Lyon', away: 'Nice', ...finishedWith(2, 2) });
		await storeFixtures(db, [corrected], clock.now());
		await runPass(pipeline(), 'sweep');
		const job = newJob('settlement', { matchId });
		expect((await queues.inspect([job])).get(job.id)).toMatchObject({ state: 'waiting' });
	});
});
