import pLimit from 'p-limit';
import type { Database, Transaction } from '../../../server/db.ts';
import { probabilityScores } from '../../../server/pipeline/probability-scores.ts';
import {
	quotas,
	scorePrediction,
	scoreThatCounts,
	TENDENCIES,
	tendencyOf,
} from '../../../server/pipeline/scoring.ts';

/** Matches that are settled beside each other. */
const AT_ONCE = 4;

/** Settles matches with one UPDATE for each of their predictions, a transaction per match. */
export async function settleRowByRow(db: Database, matchIds: string[], now: Date): Promise<void> {
	const limit = pLimit(AT_ONCE);
	const settling = matchIds.map((id) => limit(() => db.$transaction((tx) => settle(tx, id, now))));
	await Promise.all(settling);
}

async function settle(tx: Transaction, matchId: string, now: Date): Promise<void> {
	const match = await tx.match.findUniqueOrThrow({
		where: { id: matchId },
		include: { competition: true, predictions: true },
	});
	const { predictions, competition } = match;
	const { scoreCounts, bonusRule, quotaMin, quotaMax } = competition;
	const score = scoreThatCounts(match, scoreCounts);
	if (!score) throw new Error(`Match ${matchId} has no score.`);
	const onTime = predictions.filter(({ retroactive }) => !retroactive);
	const counted = onTime.length > 0 ? onTime : predictions;
	const tendencies = counted.map(({ homeGoals, awayGoals }) =>
		tendencyOf({ home: homeGoals, away: awayGoals }),
	);
	const [home = 0, draw = 0, away = 0] = TENDENCIES.map(
		(tendency) => tendencies.filter((predicted) => predicted === tendency).length,
	);
	const matchQuotas = quotas({ home, draw, away }, { min: quotaMin, max: quotaMax });
	const { id: settlementId } = await tx.settlement.create({
		data: {
			matchId,
			revision: 1,
			settledAt: now,
			homeScore: score.home,
			awayScore: score.away,
			scoreCounts,
			bonusRule,
			predictionsScored: predictions.length,
			predictionsCounted: counted.length,
			quotaHome: matchQuotas.home,
			quotaDraw: matchQuotas.draw,
			quotaAway: matchQuotas.away,
		},
	});
	for (const { id, homeGoals, awayGoals, homeProbability, drawProbability, awayProbability } of predictions) {
		const predicted = { home: homeGoals, away: awayGoals };
		const probabilities = {
			home: homeProbability ?? 0,
			draw: drawProbability ?? 0,
			away: awayProbability ?? 0,
		};
		await tx.prediction.update({
			where: { id },
			data: {
				...scorePrediction(predicted, score, matchQuotas, bonusRule),
				...probabilityScores(probabilities, tendencyOf(score)),
				settlementId,
			},
		});
	}
}
