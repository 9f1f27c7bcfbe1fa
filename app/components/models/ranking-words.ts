import type { Interval } from '../../../server/pipeline/points/mean-interval.ts';
import type { RankedModel } from '../../../server/pipeline/ranking.ts';
import { counted } from '../../count.ts';

/** Places in words: "3" or "2–7". */
export function placesInWords({ best, worst }: RankedModel['ranks']): string {
	return best === worst ? String(best) : `${best}–${worst}`;
}

/** "1.58 to 1.87". */
export function intervalInWords({ low, high }: Interval): string {
	return `${low.toFixed(2)} to ${high.toFixed(2)}`;
}

/** Who leads, and how sure that is, in one sentence. */
export function rankingSummary(ranked: RankedModel[]): string {
	const [first] = ranked;
	if (!first) return 'No prediction of these matches has points yet.';
	const predictions = ranked.reduce((sum, model) => sum + model.predictions, 0);
	const total = `From ${counted(predictions, 'prediction')}.`;
	const maybe = ranked.filter(({ ranks }) => ranks.best === 1).length;
	const lead = `${first.model.name} has the most points per match, ${first.pointsPerMatch.toFixed(2)}`;
	if (maybe <= 1) return `${lead}, and no other model may be as good. ${total}`;
	return `${lead}; ${counted(maybe - 1, 'other model')} may be as good (95 % intervals overlap). ${total}`;
}
