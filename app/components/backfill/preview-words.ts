import type { BackfillPreview, PreviewedMatch } from '../../../server/pipeline/backfill/preview.ts';
import { counted, grouped } from '../../count.ts';
import { STAGE_LABELS } from '../pipeline/stage-state.ts';

const STAGES = ['analysis', 'lineups', 'predictions'] as const;

/** "first missing: analysis 6 · line-ups 3"; null where predictions are made anew, which are not missing. */
export function firstMissing({ byFirstMissing, anew }: BackfillPreview): string | null {
	if (anew > 0) return null;
	const lacking = STAGES.filter((stage) => byFirstMissing[stage] > 0);
	const parts = lacking.map(
		(stage) => `${STAGE_LABELS[stage].toLowerCase()} ${grouped(byFirstMissing[stage])}`,
	);
	return `first missing: ${parts.join(' · ')}`;
}

/** "42 models", "42 models, all anew", "42 models, 3 anew". */
export function modelsToAsk({ modelIds, anew }: Pick<PreviewedMatch, 'modelIds' | 'anew'>): string {
	const models = counted(modelIds.length, 'model');
	if (anew.length === 0) return models;
	return `${models}, ${anew.length === modelIds.length ? 'all' : grouped(anew.length)} anew`;
}

/** Why there is nothing to do. */
export function nothingToDo({ skippedTotal }: BackfillPreview): string {
	if (skippedTotal === 0) return 'Nothing to do: no match of this time lacks what the policy asks for.';
	const gaps = `${counted(skippedTotal, 'match', 'matches')} with gaps ${skippedTotal === 1 ? 'is' : 'are'}`;
	return `Nothing to do: ${gaps} left alone, for the reasons below.`;
}
