import { Link } from '@remix-run/react';
import { CircleAlert, CircleCheck, CircleMinus, type LucideIcon, TriangleAlert } from 'lucide-react';
import { TONE_TEXT, type Tone } from '../ui/tone.ts';
import type { VitalSign } from './vital-signs.ts';

const ICONS: Record<Tone, LucideIcon> = {
	good: CircleCheck,
	info: CircleMinus,
	quiet: CircleMinus,
	warn: TriangleAlert,
	bad: CircleAlert,
};

/** Figures that lead to where they are looked into. */
export function VitalSignTiles({ signs }: { signs: VitalSign[] }) {
	return (
		<ul
			aria-label="At a glance"
			className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-5"
		>
			{signs.map(({ label, value, hint, tone, to }) => {
				const Icon = ICONS[tone];
				return (
					<li key={label} className="min-w-0 bg-surface last:col-span-2 sm:last:col-span-1">
						<Link to={to} className="block h-full px-4 py-3 -outline-offset-2 hover:bg-raised">
							<span className="flex items-center gap-1.5 text-xs text-muted">
								<Icon aria-hidden className={`size-3.5 shrink-0 ${TONE_TEXT[tone]}`} />
								{label}
							</span>
							<span className="mt-1 block">
								<span
									className={`text-xl font-semibold tracking-tight ${tone === 'good' || tone === 'quiet' ? '' : TONE_TEXT[tone]}`}
								>
									{value}
								</span>{' '}
								<span className="whitespace-nowrap text-xs text-muted">{hint}</span>
							</span>
						</Link>
					</li>
				);
			})}
		</ul>
	);
}
