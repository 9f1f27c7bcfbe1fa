import { Form } from '@remix-run/react';
import { CircleCheck, RotateCw } from 'lucide-react';
import type { Failure } from '../../../server/pipeline/failures/failure.ts';
import { useSubmitting } from '../../submitting.ts';
import { STAGE_LABELS } from '../pipeline/stage-state.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { FailureFacts } from './failure-facts.tsx';

/** Open failures, each with its Retry. `empty` is what it says when there are none. */
export function FailureList({ failures, empty }: { failures: Failure[]; empty: string }) {
	if (failures.length === 0) {
		return (
			<Empty icon={CircleCheck} tone="good">
				{empty}
			</Empty>
		);
	}
	return (
		<ul className="divide-y">
			{failures.map((failure) => (
				<li key={failure.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 sm:flex-nowrap">
					<FailureFacts failure={failure} />
					<RetryForm failure={failure} />
				</li>
			))}
		</ul>
	);
}

/** Tries one failure again. A real form: it works without JavaScript. */
function RetryForm({ failure: { id, match, stage } }: { failure: Failure }) {
	const busy = useSubmitting((form) => form.get('failure') === id);
	return (
		<Form method="post" preventScrollReset>
			<input type="hidden" name="failure" value={id} />
			<Button disabled={busy} aria-label={`Retry: ${match.home} – ${match.away}, ${STAGE_LABELS[stage]}`}>
				<RotateCw aria-hidden className={`size-3.5 ${busy ? 'animate-spin' : ''}`} />
				Retry
			</Button>
		</Form>
	);
}
