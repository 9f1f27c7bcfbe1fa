import { Form } from '@remix-run/react';
import { Play } from 'lucide-react';
import type { BackfillPreview } from '../../../server/pipeline/backfill/preview.ts';
import { counted } from '../../count.ts';
import { useSubmitting } from '../../submitting.ts';
import { Button } from '../ui/button.tsx';

/** Starts what was previewed: its address says what that is, its fields how much the operator was shown. */
export function StartForm({ preview: { matches, anew, estimate } }: { preview: BackfillPreview }) {
	const busy = useSubmitting((form) => form.has('confirmed'));
	return (
		<Form method="post" className="flex flex-wrap items-center gap-x-5 gap-y-3 border-t bg-raised px-4 py-3">
			<input type="hidden" name="confirmed" value={matches} />
			{anew > 0 && (
				// Another number wants to be confirmed again.
				<label key={anew} className="flex w-full items-start gap-2 font-medium">
					<input
						type="checkbox"
						required
						name="confirmed-anew"
						value={anew}
						className="mt-0.5 size-4 shrink-0 accent-accent"
					/>
					Make {counted(anew, 'retroactive prediction')} anew; the old ones are kept as void
				</label>
			)}
			<Button look="primary" disabled={busy}>
				<Play aria-hidden className="size-3.5" />
				Start: {counted(matches, 'match', 'matches')}, {counted(estimate.calls, 'call')}
			</Button>
			<p className="text-xs text-muted">It can be paused and cancelled.</p>
		</Form>
	);
}
