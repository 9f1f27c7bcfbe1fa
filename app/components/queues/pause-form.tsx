import { Form } from '@remix-run/react';
import { Pause, Play } from 'lucide-react';
import type { HeldUp } from '../../../server/pipeline/queues/held-up.ts';
import type { QueueReport } from '../../../server/pipeline/queues/queue-report.ts';
import { counted } from '../../count.ts';
import { QUEUE_INTENTS } from '../../queue-intents.ts';
import { useSubmitting } from '../../submitting.ts';
import { Relative } from '../../time/time.tsx';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';

/** Holds a queue up, after it said what that holds up. */
export function PauseForm({ queue: { name, label, counts, heldUp } }: { queue: QueueReport }) {
	const busy = useSubmitting(
		(form) => form.get('queue') === name && form.get('intent') === QUEUE_INTENTS.pause,
	);
	const waiting = counts.waiting + counts.prioritized;
	return (
		<Disclosure summary="Pause…">
			<Form method="post" preventScrollReset className="grid gap-2">
				<input type="hidden" name="queue" value={name} />
				<p className="text-xs text-muted">
					Nothing is taken from it until it is resumed; the {counted(counts.active, 'job')} under way{' '}
					{counts.active === 1 ? 'ends' : 'end'}. It holds up {counted(waiting, 'job')} that{' '}
					{waiting === 1 ? 'waits' : 'wait'} now, {counts.delayed} due later, and{' '}
					<HeldUpMatches {...heldUp} />.
				</p>
				<div>
					<Button name="intent" value={QUEUE_INTENTS.pause} disabled={busy}>
						<Pause aria-hidden className="size-3.5" />
						Pause {label}
					</Button>
				</div>
			</Form>
		</Disclosure>
	);
}

function HeldUpMatches({ matches, firstKickoffAt, withinHours }: HeldUp) {
	if (matches === 0 || firstKickoffAt === null) return <>no match of the next {withinHours} h</>;
	return (
		<b className="font-medium text-warn">
			{counted(matches, 'match', 'matches')} of the next {withinHours} h, the first with kick-off{' '}
			<Relative at={firstKickoffAt} />
		</b>
	);
}

/** Lets a queue go on. */
export function ResumeForm({ name, label }: Pick<QueueReport, 'name' | 'label'>) {
	const busy = useSubmitting(
		(form) => form.get('queue') === name && form.get('intent') === QUEUE_INTENTS.resume,
	);
	return (
		<Form method="post" preventScrollReset>
			<input type="hidden" name="queue" value={name} />
			<Button look="primary" name="intent" value={QUEUE_INTENTS.resume} disabled={busy}>
				<Play aria-hidden className="size-3.5" />
				Resume {label}
			</Button>
		</Form>
	);
}
