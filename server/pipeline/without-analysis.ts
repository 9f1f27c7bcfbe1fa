import { hasEnded, type StageState } from './stage-state.ts';

/** Models that are asked, or were, without an analysis. */
export interface WithoutAnalysis {
	/** Predictions that were made so; 0 when it is still to come. */
	predictions: number;
	/** Why there was none, where that is known. */
	reason: string | null;
	/** When the analysis was made, after they had been asked; null when there is none. */
	madeAt: Date | null;
}

/** What an operator has to know of a match's analysis when it judges its predictions; null when all is well. */
export function withoutAnalysis(
	predictions: { withoutAnalysis: boolean }[],
	analysis: { madeAt: Date; unavailableReason: string | null } | null,
	stage: StageState,
): WithoutAnalysis | null {
	const made = predictions.filter((prediction) => prediction.withoutAnalysis).length;
	const toCome = predictions.length === 0 && hasEnded(stage) && stage.is !== 'done' && stage.is !== 'expired';
	if (made === 0 && !toCome) return null;
	const late = analysis?.unavailableReason === null;
	return {
		predictions: made,
		reason: late ? null : (analysis?.unavailableReason ?? reasonOf(stage)),
		madeAt: late ? analysis.madeAt : null,
	};
}

function reasonOf(stage: StageState): string | null {
	return 'reason' in stage ? stage.reason : null;
}
