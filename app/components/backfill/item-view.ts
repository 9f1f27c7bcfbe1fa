import { Check, CircleDashed, Loader, type LucideIcon, Minus, X } from 'lucide-react';
import type { BackfillItem } from '../../../server/pipeline/backfill/read-items.ts';
import type { Tone } from '../ui/tone.ts';

interface ItemView {
	label: string;
	tone: Tone;
	icon: LucideIcon;
}

const OUTCOMES: Record<NonNullable<BackfillItem['outcome']>, ItemView> = {
	done: { label: 'Done', tone: 'good', icon: Check },
	failed: { label: 'Failed', tone: 'bad', icon: X },
	skipped: { label: 'Skipped', tone: 'quiet', icon: Minus },
};

/**
 * The label, colour and icon of a match of a run.
 * @param cancelled its run begins no further match
 */
export function itemView(
	{ outcome, startedAt }: Pick<BackfillItem, 'outcome' | 'startedAt'>,
	cancelled: boolean,
): ItemView {
	if (outcome) return OUTCOMES[outcome];
	if (startedAt) return { label: 'Under way', tone: 'info', icon: Loader };
	return cancelled
		? { label: 'Left alone', tone: 'quiet', icon: Minus }
		: { label: 'Not yet', tone: 'quiet', icon: CircleDashed };
}
