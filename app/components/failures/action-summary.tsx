import { Form } from '@remix-run/react';
import { Ban } from 'lucide-react';
import type { FailureAction } from '../../../server/pipeline/failures/failure-action.ts';
import { counted } from '../../count.ts';
import { useSubmitting } from '../../submitting.ts';
import { Time } from '../../time/time.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { actionProgress } from './action-progress.ts';
import { KIND_LABELS } from './failure-words.ts';

/** What an operator asked for, how far it is, and how to stop it. */
export function ActionSummary({ action, doneWord }: { action: FailureAction; doneWord: 'settled' | 'done' }) {
	const { kind, total, selection, operator, startedAt, endedAt, cancelledAt, reason } = action;
	const progress = actionProgress(action, doneWord);
	return (
		<>
			<div>
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">
					{KIND_LABELS[kind]} of {counted(total, 'failure')}
				</h1>
				<p className="mt-1.5 first-letter:uppercase" dir="auto">
					{selection}
				</p>
				<p className="text-xs text-muted">
					{operator}, <Time at={startedAt} />
					{cancelledAt && (
						<>
							; cancelled <Time at={cancelledAt} />
						</>
					)}
				</p>
				{reason && (
					<p className="mt-1.5" dir="auto">
						<span className="text-muted">Because:</span> {reason}
					</p>
				)}
			</div>
			<div role="status" aria-label="Result" className="empty:absolute">
				{progress.finished && (
					<Notice tone={progress.tone}>
						<p className="font-medium">{progress.sentence}</p>
					</Notice>
				)}
			</div>
			<Card title="Progress" aside={endedAt ? undefined : <CancelForm />}>
				<ProgressBar
					label="Failures that had their turn and need nothing more"
					parts={progress.parts}
					total={total}
					sentence={progress.sentence}
				/>
				{!progress.finished && <p className="mt-3">{progress.sentence}</p>}
			</Card>
		</>
	);
}

function CancelForm() {
	const busy = useSubmitting((form) => form.get('intent') === 'cancel');
	return (
		<Form method="post" preventScrollReset>
			<Button name="intent" value="cancel" disabled={busy}>
				<Ban aria-hidden className="size-3.5" />
				Cancel the rest
			</Button>
		</Form>
	);
}
