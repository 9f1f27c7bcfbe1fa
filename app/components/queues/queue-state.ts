import {
	CircleCheck,
	CircleDashed,
	CirclePause,
	CircleX,
	Hourglass,
	type LucideIcon,
	Timer,
	TriangleAlert,
} from 'lucide-react';
import type { QueueReport } from '../../../server/pipeline/queues/queue-report.ts';
import type { QueueState } from '../../../server/pipeline/queues/queue-state.ts';
import { counted } from '../../count.ts';
import { formatDuration } from '../../time/format.ts';
import type { Tone } from '../ui/tone.ts';

interface StateLook {
	label: string;
	tone: Tone;
	icon: LucideIcon;
}

export const QUEUE_STATES: Record<QueueState, StateLook> = {
	paused: { label: 'Paused', tone: 'warn', icon: CirclePause },
	no_worker: { label: 'No worker', tone: 'bad', icon: CircleX },
	limited: { label: 'Rate limited', tone: 'warn', icon: Timer },
	working: { label: 'Working', tone: 'info', icon: CircleCheck },
	stuck: { label: 'Stuck', tone: 'bad', icon: TriangleAlert },
	waiting: { label: 'Waiting', tone: 'info', icon: Hourglass },
	idle: { label: 'Nothing due', tone: 'quiet', icon: CircleDashed },
};

/** What a queue waits for, or that it does not. */
export function stateWords({ state, worker, limitedMs, perMinute, counts }: QueueReport): string {
	switch (state) {
		case 'paused':
			return 'Nothing is taken from it until it is resumed.';
		case 'no_worker':
			return `No ${worker} worker is alive: start one, and its log tells why it went.`;
		case 'limited':
			return perMinute > 0
				? `The limit of ${counted(perMinute, 'call')} per minute is used up, or the provider asked to wait: it goes on in ${formatDuration(limitedMs)}.`
				: `The provider asked to wait: it goes on in ${formatDuration(limitedMs)}.`;
		case 'working':
			return `${counted(counts.active, 'job')} under way.`;
		case 'stuck':
			return `Jobs have been due for ${formatDuration(counts.overdueMs ?? 0)} and none is taken, although ${worker ? `a ${worker} worker` : 'its process'} is alive: restart it, and see its log.`;
		case 'waiting':
			return 'Jobs wait, and none is under way: its worker takes them within seconds.';
		case 'idle':
			return counts.delayed > 0
				? `Nothing is due yet; ${counted(counts.delayed, 'job')} for later.`
				: 'Nothing waits for it.';
	}
}

/** How all of the queues are, in a sentence. */
export function queuesInWords(queues: QueueReport[]): string {
	const named = (state: QueueState) => queues.filter((queue) => queue.state === state);
	const troubles = [
		counts(named('paused'), 'paused'),
		counts(named('no_worker'), 'without a worker'),
		counts(named('stuck'), 'stuck'),
		counts(named('limited'), 'rate limited'),
	].filter((words) => words !== '');
	if (troubles.length === 0) return `All ${queues.length} queues are served.`;
	return `${troubles.join(', ')}; the rest of the ${queues.length} queues is served.`;
}

function counts(queues: QueueReport[], words: string): string {
	return queues.length === 0 ? '' : `${queues.length} ${queues.length === 1 ? 'is' : 'are'} ${words}`;
}
