import { Form } from '@remix-run/react';
import { Ban, Pause, Play } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import type { BackfillRun } from '../../../server/pipeline/backfill/read-run.ts';
import { RUN_INTENTS, type RunIntent } from '../../backfill-intents.ts';
import { counted } from '../../count.ts';
import { dollars } from '../../money.ts';
import { useSubmitting } from '../../submitting.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { TextField } from '../ui/field.tsx';
import { runState } from './run-state.ts';

/**
 * Holds a run up, lets it go on, or ends it: what its state allows.
 * @param waiting matches whose turn has not come
 */
export function RunControls({ run, waiting }: { run: BackfillRun; waiting: number }) {
	switch (runState(run)) {
		case 'running':
			return waiting === 0 ? (
				<Controls words="Every match has begun: there is nothing left to pause or to cancel." />
			) : (
				<Controls words={`${counted(waiting, 'match waits', 'matches wait')} for a turn.`}>
					<PlainForm intent={RUN_INTENTS.pause}>
						<Pause aria-hidden className="size-3.5" />
						Pause
					</PlainForm>
					<CancelForm waiting={waiting} />
				</Controls>
			);
		case 'paused by operator':
			return (
				<Controls words="No further match begins until it is resumed; what is under way ends.">
					<PlainForm intent={RUN_INTENTS.resume}>
						<Play aria-hidden className="size-3.5" />
						Resume
					</PlainForm>
					<CancelForm waiting={waiting} />
				</Controls>
			);
		case 'paused by budget':
			return (
				<Controls
					words={`What is left of the budget of ${dollars(run.budgetUsd ?? 0)} does not pay for the next match.`}
				>
					<BudgetForm />
					<CancelForm waiting={waiting} />
				</Controls>
			);
		case 'cancelling':
			return <Controls words="No further match begins; what is under way ends." />;
		case 'cancelled':
		case 'done':
		case 'done with failures':
			return null;
	}
}

function Controls({ words, children }: { words: string; children?: ReactNode }) {
	return (
		<div className="grid gap-3 border-t bg-raised px-4 py-3">
			<p className="text-muted">{words}</p>
			{children}
		</div>
	);
}

function PlainForm({ intent, children }: { intent: RunIntent; children: ReactNode }) {
	return (
		<Form method="post" preventScrollReset>
			<IntentButton intent={intent}>{children}</IntentButton>
		</Form>
	);
}

/** Goes on with a larger budget. */
function BudgetForm() {
	return (
		<Form method="post" preventScrollReset className="flex flex-wrap items-end gap-x-3 gap-y-2.5">
			<div className="w-44">
				<TextField
					required
					label="New budget in dollars"
					name="budget"
					type="number"
					inputMode="decimal"
					min="0.01"
					step="0.01"
				/>
			</div>
			<IntentButton intent={RUN_INTENTS.resume} className="min-h-9">
				<Play aria-hidden className="size-3.5" />
				Resume
			</IntentButton>
			<IntentButton intent={RUN_INTENTS.resumeWithoutBudget} formNoValidate className="min-h-9">
				Resume without a limit
			</IntentButton>
		</Form>
	);
}

function CancelForm({ waiting }: { waiting: number }) {
	return (
		<Disclosure summary="Cancel…">
			<Form method="post" preventScrollReset className="grid gap-2">
				<p className="text-xs text-muted">
					Begins no further match; what is under way ends. What was made stays. It cannot be resumed.
				</p>
				<div>
					<IntentButton intent={RUN_INTENTS.cancel}>
						<Ban aria-hidden className="size-3.5" />
						{waiting > 0 ? `Leave ${counted(waiting, 'match', 'matches')} alone` : 'Cancel'}
					</IntentButton>
				</div>
			</Form>
		</Disclosure>
	);
}

function IntentButton({
	intent,
	children,
	...button
}: { intent: RunIntent } & ComponentProps<typeof Button>) {
	const busy = useSubmitting((form) => form.get('intent') === intent);
	return (
		<Button name="intent" value={intent} disabled={busy} {...button}>
			{children}
		</Button>
	);
}
