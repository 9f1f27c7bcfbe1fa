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
import { raiseAlert } from '../alerts.ts';
import { readSituation } from '../situation.ts';
import { settlementLate } from './settlement-late.ts';
import { situation } from './situation.fixture.ts';

const pipeline = testPipeline();

beforeEach(async () => {
	await pipeline().db.match.deleteMany();
	await pipeline().backend.clear();
	pipeline().clock.set(START);
});

function situationNow() {
	const deps = { ...pipeline(), realClock: new ManualClock(START) };
	return readSituation(deps, { since: START.getTime(), samples: new Map() });
}

async function found() {
	return settlementLate.find(await situationNow()) ?? [];
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

it('looks at the last of a backlog, and says how many there are beside', async () => {
	const { db, clock } = pipeline();
	const alarming = await finishedMatch(pipeline(), { home: 'Ajax' });
	await db.match.update({ where: { id: alarming }, data: { kickoffAt: later(START, -30 * DAY) } });
	await db.matchAnalysis.updateMany({ data: { madeAt: later(START, -30 * DAY) } });
	await raiseAlert(
		db,
		{
			kind: 'match_gap',
			subject: `${alarming}/predictions/failed`,
			matchId: alarming,
			message: 'It failed.',
		},
		START,
	);
	await db.$executeRaw`
		INSERT INTO "Match" (id, "sourceKey", "competitionId", season, round, "homeTeamId", "awayTeamId", "kickoffAt",
			"kickoffConfirmed", status, "homeGoals", "awayGoals", "homeFullTime", "awayFullTime", "ingestedAt", "finishedAt")
		SELECT 'old' || day, 'old/' || day, "competitionId", season, round, "homeTeamId", "awayTeamId",
			${START}::timestamptz - make_interval(hours => day::int), true, status, 1, 0, 1, 0,
			${later(START, -100 * DAY)}, ${later(START, -HOUR)}
		FROM "Match", generate_series(3, 122) AS day WHERE "Match".id = ${alarming}`;
	clock.set(later(START, HOUR));
	const read = await situationNow();
	expect(read.queued?.left).toEqual(new Map([['en.1', 20]]));
	const ids = read.queued?.matches.map(({ id }) => id) ?? [];
	expect(ids).toHaveLength(101);
	expect([ids.at(0), ids.at(1), ids.at(-1)]).toEqual([alarming, 'old102', 'old3']);
	expect(await found()).toMatchObject([
		{ level: 3, message: expect.stringMatching(/ 20 older matches have work left as well\. See /) },
	]);
	await db.alert.deleteMany();
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
