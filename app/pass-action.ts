import type { AppLoadContext } from '@remix-run/node';
import type { PassPreview } from '../server/pipeline/operator-pass.ts';
import type { PassReport } from '../server/pipeline/pass-report.ts';

/** The value of a form's `intent`: look first, or go ahead. */
export const PASS_INTENTS = { look: 'look-at-pass', run: 'run-pass' };

/** What a pass would do, which wants to be confirmed, or what one did. */
export type PassOutcome = { preview: PassPreview } | { report: PassReport };

/** Answers the forms of the passes panel; null for any other form. */
export async function passAction({ caller }: AppLoadContext, form: FormData): Promise<PassOutcome | null> {
	switch (form.get('intent')) {
		case PASS_INTENTS.look: {
			const preview = await caller.passes.preview();
			// Where nothing would change there is nothing to confirm.
			return preview.total > 0 ? { preview } : { report: await caller.passes.run() };
		}
		case PASS_INTENTS.run:
			return { report: await caller.passes.run() };
		default:
			return null;
	}
}
