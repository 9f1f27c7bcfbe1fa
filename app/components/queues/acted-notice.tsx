import { X } from 'lucide-react';
import { useHydrated } from '../../hydrated.ts';
import type { QueueActed } from '../../queue-actions.ts';
import { QUEUE_INTENTS } from '../../queue-intents.ts';
import { Notice } from '../ui/notice.tsx';

/** What a form did, until it is put away. */
export function ActedNotice({
	acted,
	label,
	onClose,
}: {
	acted: QueueActed;
	/** Of the queue. */
	label: string;
	onClose(): void;
}) {
	return (
		<div role="status">
			<Notice tone="good">
				<div className="flex items-start gap-3">
					<p>{inWords(acted, label)}</p>
					<button
						type="button"
						onClick={onClose}
						className={`flex size-6 shrink-0 items-center justify-center rounded ${useHydrated() ? '' : 'invisible'}`}
					>
						<X aria-hidden className="size-3.5" />
						<span className="sr-only">Put away</span>
					</button>
				</div>
			</Notice>
		</div>
	);
}

function inWords({ intent, changed, wish }: QueueActed, label: string): string {
	const before = changed ? '' : ' It was so before.';
	switch (intent) {
		case QUEUE_INTENTS.pause:
			return `The queue "${label}" is paused: nothing is taken from it until it is resumed.${before}`;
		case QUEUE_INTENTS.resume:
			return `The queue "${label}" goes on.${before}`;
		case QUEUE_INTENTS.setConcurrency:
			return `${wish.concurrency?.value ?? 0} jobs at once of the queue "${label}", within seconds and over restarts.${before}`;
		case QUEUE_INTENTS.resetConcurrency:
			return `The queue "${label}" is back at its default.${before}`;
	}
}
