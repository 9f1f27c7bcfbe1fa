import { Form } from '@remix-run/react';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../../server/pipeline/failures/failure.ts';
import { FAILURE_INTENTS } from '../../failure-intents.ts';
import { useHydrated } from '../../hydrated.ts';
import { useSubmitting } from '../../submitting.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { ClearFields } from './clear-form.tsx';
import { FailureFacts } from './failure-facts.tsx';

/** Open failures, some of which can be chosen, with what can be done to those. Works without JavaScript. */
export function FailurePicker({ failures }: { failures: Failure[] }) {
	const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
	const ids = failures.map(({ id }) => id).filter((id) => picked.has(id));

	function pick(wanted: string[], on: boolean) {
		setPicked((before) => {
			const after = new Set(before);
			for (const id of wanted) after[on ? 'add' : 'delete'](id);
			return after;
		});
	}

	return (
		<Form method="post">
			<div className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b bg-raised px-4 py-2">
				<PickAll
					picked={ids.length}
					total={failures.length}
					onPick={(on) =>
						pick(
							failures.map(({ id }) => id),
							on,
						)
					}
				/>
				<SelectionActions picked={ids.length} />
			</div>
			<ul className="divide-y">
				{failures.map((failure) => (
					<li key={failure.id} className="flex items-start gap-3 px-4 py-3">
						<input
							type="checkbox"
							name="failure"
							value={failure.id}
							checked={picked.has(failure.id)}
							onChange={({ target }) => pick([failure.id], target.checked)}
							aria-label={`Select ${failure.match.home} – ${failure.match.away}`}
							className="mt-0.5 size-4 shrink-0 accent-accent"
						/>
						<FailureFacts failure={failure} />
					</li>
				))}
			</ul>
		</Form>
	);
}

function PickAll({
	picked,
	total,
	onPick,
}: {
	picked: number;
	total: number;
	onPick: (on: boolean) => void;
}) {
	return (
		<label
			className={`flex min-h-8 items-center gap-3 text-[13px] font-medium ${useHydrated() ? '' : 'invisible'}`}
		>
			<input
				type="checkbox"
				checked={picked === total}
				ref={(box) => {
					if (box) box.indeterminate = picked > 0 && picked < total;
				}}
				onChange={({ target }) => onPick(target.checked)}
				className="size-4 accent-accent"
			/>
			All {total} on this page
		</label>
	);
}

function SelectionActions({ picked }: { picked: number }) {
	const nothing = useHydrated() && picked === 0;
	const busy = useSubmitting((form) => form.has('failure'));
	const chosen = picked > 0 ? `${picked} selected` : 'selected';
	return (
		<>
			<Button
				name="intent"
				value={FAILURE_INTENTS.retrySelected}
				// The reason is asked for a clear only.
				formNoValidate
				disabled={nothing || busy}
			>
				<RotateCw aria-hidden className="size-3.5" />
				Retry {chosen}
			</Button>
			<div className="min-w-0 py-1.5">
				<Disclosure summary="Clear selected…">
					<div className="grid max-w-md gap-2">
						<ClearFields>
							<Button name="intent" value={FAILURE_INTENTS.clearSelected} disabled={nothing || busy}>
								Clear {chosen}
							</Button>
						</ClearFields>
					</div>
				</Disclosure>
			</div>
		</>
	);
}
