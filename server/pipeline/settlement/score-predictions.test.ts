import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { earned, nearestQuota } from '../kicktipp.fixture.ts';
import { probabilityScores } from '../probability-scores.ts';
import { tendencyOf } from '../scoring.ts';
import { settleTogether } from '../settlement.ts';
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
	it('stores what the rule says, whatever the matches of a batch', { timeout: 60_000 }, async () => {
		let batch = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(matches, { minLength: 1, maxLength: 8 }), async (generated) => {
				batch += 1;
				const seeded = generated.map((match, index) => ({ id: `${batch}-${index}`, ...match }));
				for (const match of seeded) await seedMatch(database.db, match);
				const matchIds = seeded.map(({ id }) => id);
				const outcomes = await settleTogether(database.db, { matchIds, now: FULL_TIME });
				for (const match of seeded) {
					const expected = expectedScores(match);
					const scored = match.predictions.length;
					expect(outcomes.get(match.id)).toMatchObject({ kind: 'settled', scored, ...expected.match });
					expect(await scoresOf(match.id)).toEqual(expected.predictions);
				}
			}),
			{ numRuns: 12 },
		);
	});
});

/** Scores of a match's predictions, in the order of their models. */
async function scoresOf(matchId: string) {
	const predictions = await database.db.prediction.findMany({
		where: { matchId },
		select: {
			modelId: true,
			tendencyPoints: true,
			goalDifferenceBonus: true,
			exactScoreBonus: true,
			points: true,
			brier: true,
			rankedProbability: true,
			logLoss: true,
		},
	});
	return predictions
		.map(({ modelId, ...scores }) => ({ number: Number(modelId.replace('model-', '')), ...scores }))
		.toSorted((a, b) => a.number - b.number)
		.map(({ number, ...scores }) => scores);
}

function expectedScores(
	match: SeededMatch & Required<Pick<SeededMatch, 'bonusRule' | 'quotaRange' | 'fullTime'>>,
) {
	const { fullTime, extraTime, predictions, quotaRange } = match;
	const score = match.scoreCounts === 'after_extra_time' && extraTime ? extraTime : fullTime;
	const onTime = predictions.filter(({ retroactive }) => !retroactive);
	const counted = onTime.length > 0 ? onTime : predictions;
	const worth = (sign: number) => {
		const same = counted.filter(({ home, away }) => Math.sign(home - away) === sign);
		return nearestQuota(same.length, counted.length, quotaRange);
	};
	const outcome = Math.sign(score.home - score.away);
	return {
		match: { score, quotas: { home: worth(1), draw: worth(0), away: worth(-1) } },
		predictions: predictions.map((prediction) => ({
			...earned(prediction, score, worth(outcome), match.bonusRule),
			...forecastScores(prediction.probabilities, tendencyOf(score)),
		})),
	};
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
