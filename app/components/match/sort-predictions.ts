import type { ModelPrediction } from '../../../server/pipeline/match-predictions.ts';

/** What the predictions of a match can be sorted by; the first is the usual one. */
export const PREDICTION_SORTS = ['points', 'model', 'time', 'score'] as const;
export type PredictionSort = (typeof PREDICTION_SORTS)[number];

/**
 * What the address asks for.
 * @throws Response 400 for an order that the page does not have
 */
export function predictionSort(search: URLSearchParams): PredictionSort {
	const asked = search.get('sort')?.trim() || PREDICTION_SORTS[0];
	const sort = PREDICTION_SORTS.find((known) => known === asked);
	if (sort) return sort;
	throw new Response(
		`Predictions cannot be sorted by "${asked.slice(0, 20)}": choose ${PREDICTION_SORTS.join(', ')}.`,
		{ status: 400 },
	);
}

/** The best first, by name, the earliest first, or those of one score together; equal ones by name. */
export function sortPredictions(predictions: ModelPrediction[], sort: PredictionSort): ModelPrediction[] {
	const compare = COMPARE[sort];
	return predictions.toSorted((a, b) => compare(a, b) || a.model.name.localeCompare(b.model.name, 'en'));
}

const COMPARE: Record<PredictionSort, (a: ModelPrediction, b: ModelPrediction) => number> = {
	points: (a, b) => (b.points?.points ?? 0) - (a.points?.points ?? 0),
	model: () => 0,
	time: (a, b) => a.madeAt.getTime() - b.madeAt.getTime(),
	score: (a, b) => b.score.home - b.score.away - (a.score.home - a.score.away) || b.score.home - a.score.home,
};
