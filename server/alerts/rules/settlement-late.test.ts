import { beforeEach, expect, it } from 'vitest';
import { finishedMatch, storeFailure } from '../../../tests/failures.ts';
import { ManualClock } from '../../../tests/manual-clock.ts';
import {
	finishedWith,
	START,
	storeAnalysis,
	storeMatch,
	storePrediction,
	testPipeline,
} from '../../../tests/pipeline.ts';
import { DAY, HOUR, after as later, MINUTE } from '../../clock.ts';
import { createSettlementJob } from '../../pipeline/settlement-job.ts';
import { readSituation } from '../situation.ts';
import { settlementLate } from './settlement-late.ts';
import { situation } from './situation.fixture.ts';

const pipeline = testPipeline();

beforeEach(async () => {
	await pipeline().db.match.deleteMany();
	await pipeline().backend.clear();
	pipeline().clock.set(START);
});

async function found() {
	const deps = { ...pipeline(), realClock: new ManualClock(START) };
	const read = await readSituation(deps, { since: START.getTime(), samples: new Map() });
	return settlementLate.find(read) ?? [];
}

it('is a match that is not settled a quarter of an hour after it stopped to wait for predictions', async () => {
	const { clock } = pipeline();
	// It finished at 11:00.
	await finishedMatch(pipeline(), { home: 'Ajax', away: 'Genk' });
	clock.set(later(START, 14 * MINUTE));
	expect(await found()).toEqual([]);
	clock.set(later(START, 15 * MINUTE));
	expect(await found()).toMatchObject([
		{
			subject: 'en.1',
			level: 1,
			holds: { pipelineMs: 90_000, realMs: 3_000 },
			message:
				'1 match of English Premier League that finished from 11:00 UTC on 2025-03-01 on is not settled: Ajax – Genk. See npm run touchline -- investigate.',
		},
	]);
});

it('counts the matches of a competition, and names some', async () => {
	for (let match = 0; match < 10; match++) await finishedMatch(pipeline());
	pipeline().clock.set(later(START, HOUR));
	expect(await found()).toMatchObject([
		{ level: 2, message: expect.stringMatching(/^10 matches .* and 7 more\./) },
	]);
});

it('is none that is settled, is void, or that an operator gave up', async () => {
	const { clock, db } = pipeline();
	const settled = await finishedMatch(pipeline(), { predicted: true });
	await createSettlementJob(pipeline())(settled);
	const isVoid = await finishedMatch(pipeline());
	await db.match.update({ where: { id: isVoid }, data: { status: 'cancelled' } });
	const cleared = await finishedMatch(pipeline());
	const resolution = { resolvedAt: START, resolution: 'cleared', clearedBecause: 'no use' } as const;
	await storeFailure(pipeline(), { matchId: cleared, category: 'predictions_missing', ...resolution });
	clock.set(later(START, HOUR));
	expect(await found()).toEqual([]);
});

it('is none of a match whose newest prediction, or work, has just come', async () => {
	const { clock, db } = pipeline();
	const id = await finishedMatch(pipeline());
	clock.set(later(START, HOUR));
	expect(await found()).toHaveLength(1);
	await storePrediction(pipeline(), id, { madeAt: clock.now() });
	expect(await found()).toEqual([]);
	clock.set(later(START, HOUR + 75 * MINUTE));
	expect(await found()).toHaveLength(1);
	await db.matchAnalysis.updateMany({ data: { madeAt: clock.now() } });
	expect(await found()).toEqual([]);
});

it('is none of an old match that a backfill asks for, until its predictions are there', async () => {
	const { clock, db } = pipeline();
	const kickoffAt = later(START, -40 * DAY);
	const id = await storeMatch(pipeline(), { kickoffAt, ...finishedWith(2, 1) });
	await db.match.update({ where: { id }, data: { finishedAt: later(kickoffAt, 2 * HOUR) } });
	await storeAnalysis(pipeline(), id, START);
	expect(await found()).toEqual([]);
	clock.set(later(START, 5 * HOUR));
	expect(await found()).toEqual([]);
	const enabled = { where: { id: { not: 'llama-4-scout' } } };
	await db.model.updateMany({ ...enabled, data: { enabled: false } });
	await storePrediction(pipeline(), id, { madeAt: clock.now() });
	expect(await found()).toEqual([]);
	clock.set(later(START, 7 * HOUR));
	expect(await found()).toHaveLength(1);
	await db.model.updateMany({ ...enabled, data: { enabled: true } });
});

it('cannot be told while the queues do not answer', () => {
	expect(settlementLate.find(situation({ queued: null }))).toBe(null);
});
