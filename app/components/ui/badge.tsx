import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { TONE_SOFT, type Tone } from './tone.ts';

/** A short word about a state, with its colour and, where it helps, its icon. */
export function Badge({
	tone,
	icon: Icon,
	children,
}: {
	tone: Tone;
	icon?: LucideIcon;
	children: ReactNode;
}) {
	return (
		<span
			className={`inline-flex items-center gap-1 whitespace-nowrap rounded px-1.5 py-0.5 text-xs font-medium ${TONE_SOFT[tone]}`}
		>
			{Icon && <Icon aria-hidden className="size-3" />}
			{children}
		</span>
	);
}
