import { dollars } from '../../app/money.ts';
import { AppError } from '../../server/errors.ts';
import type { BackfillPreview } from '../../server/pipeline/backfill/preview.ts';
import { countOf } from '../../server/words.ts';
import { confirm } from './confirm.ts';
import type { Shell } from './shell.ts';

export interface BackfillConsent {
	yes: boolean;
	/** Predictions whose replacement was confirmed by their number. */
	anew?: number;
}

/**
 * Asks whether to do what a preview shows. `--yes` answers for predictions that are missing; those that are
 * there are made anew only after a yes at the terminal, or when their number was given.
 * @throws AppError ('invalid') that names the option and the number; or without a terminal
 */
export async function confirmBackfill(
	shell: Shell,
	preview: BackfillPreview,
	{ yes, anew }: BackfillConsent,
): Promise<boolean> {
	const goAhead = preview.anew > 0 ? `--yes --anew ${preview.anew}` : '--yes';
	if (yes && (anew ?? 0) < preview.anew) {
		const given = anew === undefined ? '--yes alone' : `--anew ${anew}`;
		throw new AppError(
			'invalid',
			`${countOf(preview.anew, 'retroactive prediction')} would be made anew, which ${given} does not confirm: add ${goAhead} to go ahead.`,
		);
	}
	return confirm(shell, questionOf(preview), yes, goAhead);
}

function questionOf({ matches, anew, estimate: { calls, costUsd } }: BackfillPreview): string {
	const missing = calls - anew;
	const what = [
		...(missing > 0 ? [`ask for ${countOf(missing, 'missing prediction')}`] : []),
		...(anew > 0 ? [`make ${countOf(anew, 'retroactive prediction')} anew`] : []),
	].join(' and ');
	const question = `${what} in ${countOf(matches, 'match', 'matches')}, for about ${dollars(costUsd)}?`;
	return `${question[0]?.toUpperCase()}${question.slice(1)}`;
}
