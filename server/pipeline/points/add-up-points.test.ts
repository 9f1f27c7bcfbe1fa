import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { Prisma } from '../../../prisma/generated/client.ts';
import { testDatabase } from '../../../tests/database.ts';
import { DAY, HOUR, after as later } from '../../clock.ts';
import { withIds } from '../match-condition.ts';
import { probabilityScores } from '../probability-scores.ts';
import { ranking, standingsByCompetition } from '../ranking.ts';
import { FULL_TIME, type SeededPrediction, seedMatch, storePredictions } from '../settlement/seed.fixture.ts';
import { settleMatch } from '../settlement.ts';
import { voidPredictions } from '../void-predictions.ts';
import { addUpPoints } from './add-up-points.ts';
import type { PointsFilter } from './added-points.ts';
import { calibration } from './calibration.ts';
import { UNITS } from './units.ts';

const database = testDatabase();

const MATCHES = ['derby', 'final', 'opener'] as const;
const KICKOFF = later(FULL_TIME, -2 * HOUR);
const HOME = { home: 0.62, draw: 0.25, away: 0.13 };

const predictions: SeededPrediction[] = [
	{ home: 1, away: 0, probabilities: HOME },
	{ home: 1, away: 1, probabilities: { home: 0.3, draw: 0.4, away: 0.3 } },
	{ home: 0, away: 2 },
	{ home: 1, away: 0, retroactive: true, probabilities: { home: 1, draw: 0, away: 0 } },
];

beforeEach(async () => {
	const { db } = database;
	await db.prediction.deleteMany();
	await db.settlement.deleteMany();
	await db.match.deleteMany();
	await db.team.deleteMany();
	await db.competition.deleteMany();
	await db.pointsChange.deleteMany();
	for (const id of MATCHES) await seedMatch(db, { id, predictions });
});

const matchId = fc.constantFrom(...MATCHES);

type Step =
	| { does: 'settle'; id: string }
	| { does: 'correct'; id: string; home: number; away: number }
	| { does: 'void'; id: string; status: 'awarded' | 'finished' }
	| { does: 'move'; id: string; days: number }
	| { does: 'fill in'; id: string; model: number }
	| { does: 'take away'; id: string; model: number }
	| { does: 'add up'; atOnce: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{ weight: 4, arbitrary: fc.record({ does: fc.constant('settle' as const), id: matchId }) },
		{
			weight: 2,
			arbitrary: fc.record({
				does: fc.constant('correct' as const),
				id: matchId,
				home: fc.nat(2),
				away: fc.nat(2),
			}),
		},
		fc.record({
			does: fc.constant('void' as const),
			id: matchId,
			status: fc.constantFrom('awarded' as const, 'finished' as const),
		}),
		fc.record({
			does: fc.constant('move' as const),
			id: matchId,
			days: fc.constantFrom(-4_000, -400, -40, -1, 0.25, 1, 10, 40, 400),
		}),
		fc.record({
			does: fc.constant('fill in' as const),
			id: matchId,
			model: fc.nat({ max: predictions.length - 1 }),
		}),
		fc.record({
			does: fc.constant('take away' as const),
			id: matchId,
			model: fc.nat({ max: predictions.length - 1 }),
		}),
		{
			weight: 3,
			arbitrary: fc.record({
				does: fc.constant('add up' as const),
				atOnce: fc.constantFrom(1, 2, 50),
			}),
		},
	),
	{ minLength: 4, maxLength: 14 },
);

const around = fc.option(
	fc
		.oneof(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -20_000, max: 20_000 }))
		.map((quarters) => later(KICKOFF, (quarters * DAY) / 4)),
	{ nil: undefined },
);
const filter: fc.Arbitrary<PointsFilter> = fc.record({
	competition: fc.option(matchId, { nil: undefined }),
	from: around,
	to: around,
	includeRetroactive: fc.boolean(),
});

it('after whatever happened, what was added up is what the predictions say', async () => {
	await fc.assert(
		fc
			.asyncProperty(steps, fc.array(filter, { minLength: 3, maxLength: 3 }), async (taken, filters) => {
				for (const step of taken) await take(step);
				for (const asked of [{}, { includeRetroactive: true }, ...filters]) await expectTrue(asked);
				await addUpPoints(database.db);
				expect(await database.db.pointsChange.count()).toBe(0);
				for (const asked of [{}, { includeRetroactive: true }, ...filters]) await expectTrue(asked);
				expect(await addUpPoints(database.db)).toBe(0);
			})
			.beforeEach(async (previous) => {
				await previous();
				await reset();
			}),
		{ numRuns: 25 },
	);
}, 120_000);

it('what is scored while it adds up is not lost', async () => {
	const { db } = database;
	await settle('derby');
	await db.$transaction(async (tx) => {
		await tx.$executeRaw`UPDATE "Prediction" SET points = points + 1, "tendencyPoints" = "tendencyPoints" + 1
			WHERE "matchId" = 'derby' AND points > 0`;
		expect(await addUpPoints(db)).toBe(1);
		expect(await ranking(db)).toMatchObject([{ points: 7 }, { points: 0 }, { points: 0 }]);
	});
	expect(await ranking(db)).toMatchObject([{ points: 8 }, { points: 0 }, { points: 0 }]);
	expect(await addUpPoints(db)).toBe(1);
	expect(await ranking(db)).toMatchObject([{ points: 8 }, { points: 0 }, { points: 0 }]);
});

it('two that add up at once leave what is true', async () => {
	const { db } = database;
	for (const id of MATCHES) await settle(id);
	await Promise.all([addUpPoints(db, 1), addUpPoints(db, 1), addUpPoints(db, 2)]);
	expect(await db.pointsChange.count()).toBe(0);
	await expectTrue({ includeRetroactive: true });
});

it('goes on where a step ended, and reads what is left from the predictions meanwhile', async () => {
	const { db } = database;
	for (const id of MATCHES) await settle(id);
	expect(await db.modelPoints.count()).toBe(0);
	await expectTrue({});
	await addUpPoints(db, 1);
	// Each unit of each match, for three models on time and one retroactive.
	expect(await db.modelPoints.count()).toBe(UNITS.length * MATCHES.length * predictions.length);
	await expectTrue({});
});

it('tells how often what had a chance came true', async () => {
	const { db } = database;
	await settle('derby');
	const expected = [
		{ from: 0.1, chances: 1, predicted: 0.13, observed: 0 },
		{ from: 0.2, chances: 1, predicted: 0.25, observed: 0 },
		{ from: 0.3, chances: 2, predicted: 0.3, observed: 0.5 },
		{ from: 0.4, chances: 1, predicted: 0.4, observed: 0 },
		{ from: 0.6, chances: 1, predicted: 0.62, observed: 1 },
	];
	const given = async (asked: PointsFilter = {}) =>
		(await calibration(db, asked)).filter(({ chances }) => chances > 0);
	for (const added of [false, true]) {
		if (added) await addUpPoints(db);
		expect(await given()).toEqual(expected.map((bin) => expect.objectContaining(bin)));
		expect(await given({ model: 'model-3', includeRetroactive: true })).toMatchObject([
			{ from: 0, chances: 2, predicted: 0, observed: 0 },
			{ from: 0.9, to: 1, chances: 1, predicted: 1, observed: 1 },
		]);
		const [first] = await ranking(db);
		expect(first?.forecasts).toEqual({ count: 1, ...closeTo(probabilityScores(HOME, 'home')) });
		expect(await standingsByCompetition(db, { model: 'model-0' })).toMatchObject([
			{ competition: { id: 'derby' }, points: 7, predictions: 1, interval: null },
		]);
	}
	expect(await calibration(db, { model: 'model-2' })).toEqual(
		Array.from({ length: 10 }, () =>
			expect.objectContaining({ chances: 0, predicted: null, observed: null }),
		),
	);
});

function closeTo(scores: ReturnType<typeof probabilityScores>) {
	return Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, expect.closeTo(score, 9)]));
}

const settle = (id: string) => settleMatch(database.db, { matchId: id, now: FULL_TIME });

/** Everything as it was before anything happened. */
async function reset(): Promise<void> {
	const { db } = database;
	await db.prediction.deleteMany();
	await db.settlement.deleteMany();
	await db.match.updateMany({
		data: {
			status: 'finished',
			kickoffAt: KICKOFF,
			homeFullTime: 1,
			awayFullTime: 0,
			homeGoals: 1,
			awayGoals: 0,
		},
	});
	for (const id of MATCHES) await storePredictions(db, id, predictions);
	await addUpPoints(db);
}

async function take(step: Step): Promise<unknown> {
	const { db } = database;
	switch (step.does) {
		case 'settle':
			return settle(step.id);
		case 'correct': {
			const { id, home, away } = step;
			const score = { homeFullTime: home, awayFullTime: away, homeGoals: home, awayGoals: away };
			await db.match.update({ where: { id }, data: score });
			return settle(id);
		}
		case 'void':
			return db.match.update({ where: { id: step.id }, data: { status: step.status } });
		case 'move': {
			const kickoffAt = later(KICKOFF, step.days * DAY);
			return db.$transaction([
				db.match.update({ where: { id: step.id }, data: { kickoffAt } }),
				db.prediction.updateMany({ where: { matchId: step.id }, data: { kickoffAt } }),
			]);
		}
		case 'fill in': {
			const prediction = predictions[step.model];
			const known = await db.prediction.count({
				where: { matchId: step.id, modelId: `model-${step.model}` },
			});
			if (prediction && known === 0) await storePredictions(db, step.id, [prediction], step.model);
			return settle(step.id);
		}
		case 'take away': {
			const which = Prisma.sql`${withIds([step.id])} AND p."modelId" = ${`model-${step.model}`}`;
			return voidPredictions(db, which, { at: FULL_TIME, because: 'made_anew' });
		}
		case 'add up':
			return addUpPoints(db, step.atOnce);
	}
}

/** Compares the ranking with what the predictions themselves say. */
async function expectTrue({
	competition,
	from,
	to,
	includeRetroactive = false,
}: PointsFilter): Promise<void> {
	const rows = await database.db.prediction.findMany({
		where: {
			points: { not: null },
			...(!includeRetroactive && { retroactive: false }),
			match: {
				status: 'finished',
				...(competition !== undefined && { competitionId: competition }),
				kickoffAt: { ...(from && { gte: from }), ...(to && { lt: to }) },
			},
		},
	});
	const expected = new Map<
		string,
		{ points: number; predictions: number; forecasts: number; brier: number }
	>();
	for (const { modelId, points, brier } of rows) {
		const before = expected.get(modelId) ?? { points: 0, predictions: 0, forecasts: 0, brier: 0 };
		expected.set(modelId, {
			points: before.points + (points ?? 0),
			predictions: before.predictions + 1,
			forecasts: before.forecasts + (brier === null ? 0 : 1),
			brier: before.brier + (brier ?? 0),
		});
	}
	const ranked = await ranking(database.db, { competition, from, to, includeRetroactive });
	const told = ranked.map(({ model, points, predictions, forecasts }) => {
		const { count = 0, brier = 0 } = forecasts ?? {};
		return [model.id, { points, predictions, forecasts: count, brier: count * brier }];
	});
	expect(Object.fromEntries(told)).toEqual(
		Object.fromEntries(
			[...expected].map(([id, sums]) => [id, { ...sums, brier: expect.closeTo(sums.brier, 9) }]),
		),
	);
}
