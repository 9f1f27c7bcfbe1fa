import type { ExportedPrediction } from '../../server/replay/exported-predictions.ts';

/** What the points of a prediction follow from, the score that counts included. */
export type JudgedPrediction = Pick<
	ExportedPrediction,
	'predictedHome' | 'predictedAway' | 'retroactive' | 'homeScore' | 'awayScore'
>;

/**
 * The points of all predictions of one match: the quota rule (2 to 6) and the additive bonuses once more,
 * written from the rule's text. It shares nothing with the code that it is held against.
 */
export function pointsOf(predictions: JudgedPrediction[]): number[] {
	const sign = (home: number, away: number) => Math.sign(home - away);
	const onTime = predictions.filter(({ retroactive }) => !retroactive);
	const counted = onTime.length > 0 ? onTime : predictions;
	return predictions.map(({ predictedHome, predictedAway, homeScore, awayScore }) => {
		const result = sign(Number(homeScore), Number(awayScore));
		if (sign(predictedHome, predictedAway) !== result) return 0;
		const same = counted.filter((other) => sign(other.predictedHome, other.predictedAway) === result).length;
		const raw = same === 0 ? 6 : Math.floor(6 / ((10 * same) / counted.length) - 6 / 10 + 2 + 0.5 + 1e-9);
		const quota = Math.min(6, Math.max(2, raw));
		const difference = predictedHome - predictedAway === Number(homeScore) - Number(awayScore) ? 1 : 0;
		const exact = predictedHome === homeScore && predictedAway === awayScore ? 3 : 0;
		return quota + difference + exact;
	});
}
