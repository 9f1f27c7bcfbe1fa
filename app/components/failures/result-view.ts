import { Check, CircleDashed, Loader, type LucideIcon, Minus, TriangleAlert, X } from 'lucide-react';
import type {
	FailureActionResult,
	FailureOutcome,
} from '../../../server/pipeline/failures/failure-action.ts';
import type { Tone } from '../ui/tone.ts';

interface ResultView {
	label: string;
	tone: Tone;
	icon: LucideIcon;
}

/** The label, colour and icon of what an action did to a failure and of what became of it since. */
export function resultView({
	outcome,
	since,
	stage,
}: Pick<FailureActionResult, 'outcome' | 'since' | 'stage'>): ResultView {
	if (outcome === null) return { label: 'Not yet', tone: 'quiet', icon: CircleDashed };
	if (outcome !== 'queued') return OUTCOMES[outcome];
	if (since === 'done') {
		return { label: stage === 'settlement' ? 'Settled' : 'Done', tone: 'good', icon: Check };
	}
	if (since === 'failed again') return { label: 'Failed again', tone: 'bad', icon: X };
	if (since === 'closed meanwhile') return { label: 'Closed meanwhile', tone: 'quiet', icon: Minus };
	return { label: 'Under way', tone: 'info', icon: Loader };
}

const OUTCOMES: Record<Exclude<FailureOutcome, 'queued'>, ResultView> = {
	cleared: { label: 'Cleared', tone: 'good', icon: Check },
	not_open: { label: 'No longer open', tone: 'quiet', icon: Minus },
	refused: { label: 'Refused', tone: 'warn', icon: TriangleAlert },
};
