import { Ban, Check, CircleDollarSign, Loader, type LucideIcon, Pause, TriangleAlert } from 'lucide-react';
import type { BackfillRun } from '../../../server/pipeline/backfill/read-run.ts';
import type { Tone } from '../ui/tone.ts';

/** What a run does now, or how it ended. */
export type RunState =
	| 'running'
	| 'paused by operator'
	| 'paused by budget'
	| 'cancelling'
	| 'cancelled'
	| 'done'
	| 'done with failures';

export function runState({
	endedAt,
	cancelledAt,
	pausedBy,
	matches,
}: Pick<BackfillRun, 'endedAt' | 'cancelledAt' | 'pausedBy' | 'matches'>): RunState {
	if (cancelledAt) return endedAt ? 'cancelled' : 'cancelling';
	if (endedAt) return matches.outcomes.failed > 0 ? 'done with failures' : 'done';
	return pausedBy ? `paused by ${pausedBy}` : 'running';
}

interface RunView {
	label: string;
	tone: Tone;
	icon: LucideIcon;
}

/** The label, colour and icon of each. */
export const RUN_VIEWS: Record<RunState, RunView> = {
	running: { label: 'Running', tone: 'info', icon: Loader },
	'paused by operator': { label: 'Paused', tone: 'warn', icon: Pause },
	'paused by budget': { label: 'Paused by its budget', tone: 'warn', icon: CircleDollarSign },
	cancelling: { label: 'Cancelling', tone: 'quiet', icon: Ban },
	cancelled: { label: 'Cancelled', tone: 'quiet', icon: Ban },
	done: { label: 'Done', tone: 'good', icon: Check },
	'done with failures': { label: 'Done with failures', tone: 'bad', icon: TriangleAlert },
};
