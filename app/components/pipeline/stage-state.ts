import {
	Ban,
	Check,
	CircleDashed,
	Clock,
	Hourglass,
	Loader,
	type LucideIcon,
	Minus,
	RotateCw,
	TriangleAlert,
	X,
} from 'lucide-react';
import type { StageState } from '../../../server/pipeline/stage-state.ts';
import type { StageName } from '../../../server/pipeline/stages.ts';
import type { Tone } from '../ui/tone.ts';

/** What the console calls each stage. */
export const STAGE_LABELS: Record<StageName, string> = {
	analysis: 'Analysis',
	lineups: 'Line-ups',
	predictions: 'Predictions',
	live: 'Live',
	settlement: 'Settlement',
};

/** How a stage's state is shown: everything that any page says about it. */
export interface StageView {
	label: string;
	tone: Tone;
	icon: LucideIcon;
	/** Goes on from the label: "due", "next try". */
	words: string | null;
	/** The time that the words speak of. */
	at: Date | null;
	/** Why, where there is a reason. */
	reason: string | null;
}

type Is = StageState['is'];
type Look<I extends Is> = Pick<StageView, 'label' | 'tone' | 'icon'> & {
	says(state: Extract<StageState, { is: I }>): Partial<Pick<StageView, 'words' | 'at' | 'reason'>>;
};

const LOOKS: { [I in Is]: Look<I> } = {
	done: { label: 'Done', tone: 'good', icon: Check, says: ({ at }) => ({ at }) },
	unavailable: { label: 'Unavailable', tone: 'quiet', icon: Minus, says: ({ reason }) => ({ reason }) },
	'not-due': {
		label: 'Not due',
		tone: 'quiet',
		icon: CircleDashed,
		says: ({ dueAt }) => ({ words: dueAt ? 'due' : null, at: dueAt }),
	},
	queued: { label: 'Queued', tone: 'info', icon: Clock, says: ({ dueAt }) => ({ words: 'for', at: dueAt }) },
	running: { label: 'Running', tone: 'info', icon: Loader, says: () => ({}) },
	retrying: {
		label: 'Retrying',
		tone: 'warn',
		icon: RotateCw,
		says: ({ nextAt, reason }) => ({ words: 'next try', at: nextAt, reason }),
	},
	failed: { label: 'Failed', tone: 'bad', icon: X, says: ({ reason }) => ({ reason }) },
	blocked: {
		label: 'Blocked',
		tone: 'warn',
		icon: Hourglass,
		says: ({ by }) => ({ reason: `waits for ${STAGE_LABELS[by].toLowerCase()}` }),
	},
	missing: {
		label: 'Missing',
		tone: 'bad',
		icon: TriangleAlert,
		says: ({ dueAt }) => ({ words: 'due', at: dueAt, reason: 'not in the queue' }),
	},
	expired: { label: 'Dropped', tone: 'quiet', icon: Ban, says: ({ reason }) => ({ reason }) },
};

/** The icon of each state that a stage can be in. */
export const STAGE_ICONS: { is: string; icon: LucideIcon }[] = Object.entries(LOOKS).map(
	([is, { icon }]) => ({
		is,
		icon,
	}),
);

/** The label, colour, icon and words of a stage's state. */
export function stageView(state: StageState): StageView {
	return viewOf(state.is, state);
}

function viewOf<I extends Is>(is: I, state: Extract<StageState, { is: I }>): StageView {
	const { label, tone, icon, says } = LOOKS[is];
	return { label, tone, icon, words: null, at: null, reason: null, ...says(state) };
}
