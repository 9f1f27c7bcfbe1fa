import type { Transaction } from '../../server/db.ts';
import { AWARD } from '../../server/pipeline/settlement/award.ts';
import { withoutIndexes } from './without-indexes.ts';

/** Stores the drafted predictions with the points that their settlements give. @returns how many */
export async function storePredictions(tx: Transaction): Promise<number> {
	return withoutIndexes(tx, 'Prediction', () => insert(tx));
}

/** Four models of five give chances, and half of those that reason say why. */
function insert(tx: Transaction): Promise<number> {
	return tx.$executeRaw`
		INSERT INTO "Prediction" (id, "matchId", "modelId", "promptId", "homeGoals", "awayGoals", "homeProbability", "drawProbability",
			"awayProbability", "madeAt", "kickoffAt", reply, "servedBy", "latencyMs", "promptTokens", "completionTokens", "costUsd",
			"tendencyPoints", "goalDifferenceBonus", "exactScoreBonus", points, brier, "rankedProbability", "logLoss", "settlementId")
		SELECT pg_temp.id(m.id || model.id), m.id, model.id, pg_temp.id('prompt/' || m.id), p."homeGoals", p."awayGoals", p."homeProbability",
			p."drawProbability", p."awayProbability", p."madeAt", m."kickoffAt",
			CASE WHEN model.reasoning AND model.number % 2 = 0 THEN 'Both sides are close on form, and home advantage decides. ' ELSE '' END
				|| format('{"home": %s, "away": %s', p."homeGoals", p."awayGoals")
				|| coalesce(format(', "probabilities": {"home": %s, "draw": %s, "away": %s}', p."homeProbability", p."drawProbability", p."awayProbability"), '')
				|| '}',
			model."providerModel", 300 + (p.slow ^ 4 * 8000)::int * (1 + 2 * model.reasoning::int), 640 + model.number * 3, p.tokens,
			(640 + model.number * 3) * model."usdPerMillionPromptTokens" / 1e6 + p.tokens * model."usdPerMillionCompletionTokens" / 1e6,
			earned."tendencyPoints", earned."goalDifferenceBonus", earned."exactScoreBonus",
			earned."tendencyPoints" + earned."goalDifferenceBonus" + earned."exactScoreBonus",
			earned.brier, earned."rankedProbability", earned."logLoss", s.id
		FROM prediction_draft draft
		JOIN match_draft m USING (place, number)
		LEFT JOIN settled_draft s USING (place, number)
		JOIN model_draft model ON model.number = draft.model
		CROSS JOIN LATERAL (SELECT CASE WHEN draft.model % 5 > 0 THEN draft.home END AS home) chances
		CROSS JOIN LATERAL (SELECT round((1 - chances.home) * (0.25 + 0.2 * chances.home), 2) AS draw) drawn
		CROSS JOIN LATERAL (SELECT draft."homeGoals", draft."awayGoals", draft."madeAt", chances.home::float8 AS "homeProbability",
			drawn.draw::float8 AS "drawProbability", (1 - chances.home - drawn.draw)::float8 AS "awayProbability",
			(extract(epoch FROM draft."madeAt")::int % 97) / 97.0 AS slow,
			40 + draft.number % 23 + CASE WHEN model.reasoning THEN 900 ELSE 0 END AS tokens) p
		${AWARD}
		LEFT JOIN LATERAL (SELECT award.*) earned ON s.id IS NOT NULL`;
}
