import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { probabilityScores } from '../probability-scores.ts';
import { countTendencies, quotas, scorePrediction, scoreThatCounts, tendencyOf } from '../scoring.ts';
import { settleMatch } from '../settlement.ts';
import { FULL_TIME, type SeededMatch, seedMatch } from './seed.fixture.ts';

const database = testDatabase();

const goals = fc.oneof({ weight: 9, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(20) });
const score = fc.record({ home: goals, away: goals });

const probabilities = fc.tuple(fc.nat(100), fc.nat(100)).map(([a, b]) => {
	const [low, high] = a < b ? [a, b] : [b, a];
	return { home: low / 100, draw: (high - low) / 100, away: (100 - high) / 100 };
});

const predictions = fc
	.oneof({ arbitrary: fc.constant(42), weight: 1 }, { arbitrary: fc.integer({ min: 1, max: 60 }), weight: 3 })
	.chain((count) =>
		fc.array(
			fc.record({
				home: goals,
				away: goals,
				retroactive: fc.boolean(),
				probabilities: fc.option(probabilities, { nil: undefined }),
			}),
			{ minLength: count, maxLength: count },
		),
	);

const matches = fc
	.record({
		fullTime: score,
		extraGoals: fc.option(score, { nil: undefined }),
		scoreCounts: fc.constantFrom('ninety_minutes' as const, 'after_extra_time' as const),
		bonusRule: fc.constantFrom('additive' as const, 'alternative' as const),
		quotaRange: fc.constantFrom({ min: 2, max: 6 }, { min: 3, max: 10 }, { min: 1, max: 1 }),
		predictions,
	})
	.map(({ extraGoals, ...match }) => ({
		...match,
		extraTime: extraGoals && {
			home: match.fullTime.home + extraGoals.home,
			away: match.fullTime.away + extraGoals.away,
		},
	}));

describe('the scoring statement', () => {
	it('stores what the rules in TypeScript give, whatever the match', { timeout: 60_000 }, async () => {
		let run = 0;
		await fc.assert(
			fc.asyncProperty(matches, async (match) => {
				const id = `match-${run++}`;
				await seedMatch(database.db, { id, ...match });
				const outcome = await settleMatch(database.db, { matchId: id, now: FULL_TIME });
				const expected = expectedScores(match);
				expect(outcome).toMatchObject({
					kind: 'settled',
					scored: match.predictions.length,
					quotas: expected.quotas,
				});
				const stored = await database.db.prediction.findMany({ where: { matchId: id } });
				expect(stored).toHaveLength(match.predictions.length);
				for (const { modelId, ...prediction } of stored) {
					expect(prediction).toMatchObject(expected.byModel.get(modelId) ?? {});
				}
			}),
			{ numRuns: 60 },
		);
	});
});

function expectedScores(
	match: Omit<SeededMatch, 'id'> &
		Required<Pick<SeededMatch, 'scoreCounts' | 'bonusRule' | 'quotaRange' | 'fullTime'>>,
) {
	const { fullTime, extraTime, predictions } = match;
	const result = scoreThatCounts(
		{
			homeFullTime: fullTime.home,
			awayFullTime: fullTime.away,
			homeExtraTime: extraTime?.home ?? null,
			awayExtraTime: extraTime?.away ?? null,
		},
		match.scoreCounts,
	);
	if (!result) throw new Error('a finished match has a score');
	const onTime = predictions.filter(({ retroactive }) => !retroactive);
	const matchQuotas = quotas(countTendencies(onTime.length > 0 ? onTime : predictions), match.quotaRange);
	const byModel = new Map(
		predictions.map((prediction, index) => [
			`model-${index}`,
			{
				retroactive: prediction.retroactive,
				...scorePrediction(prediction, result, matchQuotas, match.bonusRule),
				...forecastScores(prediction.probabilities, tendencyOf(result)),
			},
		]),
	);
	return { quotas: matchQuotas, byModel };
}

/** Equal but for the last digit: Postgres and JavaScript may differ there. */
function forecastScores(
	probabilities: Parameters<typeof probabilityScores>[0] | undefined,
	outcome: Parameters<typeof probabilityScores>[1],
) {
	if (!probabilities) return { brier: null, rankedProbability: null, logLoss: null };
	const { brier, rankedProbability, logLoss } = probabilityScores(probabilities, outcome);
	return {
		brier: expect.closeTo(brier, 12),
		rankedProbability: expect.closeTo(rankedProbability, 12),
		logLoss: expect.closeTo(logLoss, 12),
	};
}
