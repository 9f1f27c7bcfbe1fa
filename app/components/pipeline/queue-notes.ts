import type { QueueStatus } from '../../../server/pipeline/queue-status.ts';
import { grouped } from '../../count.ts';
import { formatDuration } from '../../time/format.ts';
import type { Tone } from '../ui/tone.ts';

export interface QueueNote {
	words: string;
	tone: Tone;
}

/** Real milliseconds that a due job may wait before it is worth a word, and before it is worth a look. */
const WORTH_A_WORD = 10_000;
const WORTH_A_LOOK = 60_000;

/** What is to be said of a queue beside its numbers; nothing of most. */
export function queueNotes({
	paused,
	overdueMs,
	prioritized,
	failed,
}: Omit<QueueStatus, 'name' | 'label'>): QueueNote[] {
	const notes: (QueueNote | false)[] = [
		paused && { words: 'paused: nothing is taken from it', tone: 'warn' },
		overdueMs !== null &&
			overdueMs >= WORTH_A_WORD && {
				words: `the oldest due job waits ${formatDuration(overdueMs)}`,
				tone: overdueMs >= WORTH_A_LOOK ? 'warn' : 'quiet',
			},
		prioritized > 0 && {
			words: `${grouped(prioritized)} of those waiting yield to all others`,
			tone: 'quiet',
		},
		failed > 0 && { words: `${grouped(failed)} failed and left in it`, tone: 'bad' },
	];
	return notes.filter((note) => note !== false);
}
