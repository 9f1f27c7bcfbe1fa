import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { TONE_TEXT, type Tone } from './tone.ts';

/** What a list shows when it has nothing to show. */
export function Empty({
	icon: Icon,
	tone = 'quiet',
	children,
}: {
	icon: LucideIcon;
	tone?: Tone;
	children: ReactNode;
}) {
	return (
		<div className="flex items-center gap-2.5 px-4 py-5 text-muted">
			<Icon aria-hidden className={`size-4 shrink-0 ${TONE_TEXT[tone]}`} />
			<p>{children}</p>
		</div>
	);
}
