import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { TONE_SOFT, type Tone } from './tone.ts';

const ICONS: Record<Tone, LucideIcon> = {
	good: CircleCheck,
	info: Info,
	warn: TriangleAlert,
	bad: CircleAlert,
	quiet: Info,
};

/** Something that a page says before anything else. */
export function Notice({ tone, children }: { tone: Tone; children: ReactNode }) {
	const Icon = ICONS[tone];
	return (
		<div className={`flex gap-2.5 rounded-lg px-4 py-3 ${TONE_SOFT[tone]}`}>
			<Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
			<div className="min-w-0">{children}</div>
		</div>
	);
}
