import { Form } from '@remix-run/react';
import type { QueueReport } from '../../../server/pipeline/queues/queue-report.ts';
import { counted, grouped } from '../../count.ts';
import { QUEUE_INTENTS } from '../../queue-intents.ts';
import { useSubmitting } from '../../submitting.ts';
import { Time } from '../../time/time.tsx';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { TextField } from '../ui/field.tsx';

/** How many jobs of a queue are worked on at once, and another number for it. */
export function ConcurrencyForm({ queue }: { queue: QueueReport }) {
	const { name, most, concurrency } = queue;
	const { inForce, standard, wish } = concurrency;
	const busy = useSubmitting((form) => form.get('queue') === name && form.has('concurrency'));
	return (
		<Disclosure summary={`${grouped(inForce)} at once…`}>
			<p className="text-xs text-muted">
				{inWords(queue)}
				{wish && (
					<>
						{' '}
						Set by {wish.by}, <Time at={wish.at} />; the default is {grouped(standard)}.
					</>
				)}
			</p>
			<Form method="post" preventScrollReset className="mt-2 flex flex-wrap items-end gap-x-3 gap-y-2">
				<input type="hidden" name="queue" value={name} />
				<div className="w-28">
					<TextField
						required
						label="Jobs at once"
						name="concurrency"
						type="number"
						inputMode="numeric"
						min={1}
						max={most}
						step={1}
						// A number that came into force meanwhile takes the place of the old one.
						key={inForce}
						defaultValue={inForce}
					/>
				</div>
				<Button name="intent" value={QUEUE_INTENTS.setConcurrency} disabled={busy} className="min-h-9">
					Set
				</Button>
				{wish && (
					<Button
						name="intent"
						value={QUEUE_INTENTS.resetConcurrency}
						formNoValidate
						disabled={busy}
						className="min-h-9"
					>
						Reset to {grouped(standard)}
					</Button>
				)}
			</Form>
		</Disclosure>
	);
}

function inWords({ worker, workersAlive, concurrency: { inForce }, most }: QueueReport): string {
	const range = `From 1 to ${grouped(most)}; the workers follow within seconds.`;
	if (worker === null || workersAlive === null)
		return `One process sends them, ${grouped(inForce)} at once. ${range}`;
	const workers = counted(workersAlive, `${worker} worker`);
	return `Each worker process works on ${grouped(inForce)} at once; ${workers} alive: ${grouped(inForce * workersAlive)} together. ${range}`;
}
