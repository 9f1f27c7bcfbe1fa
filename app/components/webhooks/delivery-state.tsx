import { CircleCheck, CircleX, Clock, type LucideIcon, RotateCw } from 'lucide-react';
import type { Delivery } from '../../../server/alerts/delivery/list-deliveries.ts';
import { counted } from '../../count.ts';
import { Time } from '../../time/time.tsx';
import { Badge } from '../ui/badge.tsx';
import type { Tone } from '../ui/tone.ts';

type Shown = Delivery['state'] | 'retrying';

const LOOKS: Record<Shown, { label: string; tone: Tone; icon: LucideIcon }> = {
	delivered: { label: 'Delivered', tone: 'good', icon: CircleCheck },
	pending: { label: 'On its way', tone: 'info', icon: Clock },
	retrying: { label: 'Tried again', tone: 'warn', icon: RotateCw },
	'given-up': { label: 'Given up', tone: 'bad', icon: CircleX },
};

/** What became of a message, when, and what the trouble is. */
export function DeliveryState({ delivery }: { delivery: Delivery }) {
	const { state, createdAt, endedAt, attempts, problem } = delivery;
	const { label, tone, icon } = LOOKS[state === 'pending' && problem !== null ? 'retrying' : state];
	return (
		<div className="min-w-0">
			<p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-muted">
				<Badge tone={tone} icon={icon}>
					{label}
				</Badge>
				<Time at={endedAt ?? createdAt} />
				{attempts > 1 && <span>after {counted(attempts, 'try', 'tries')}</span>}
			</p>
			{problem !== null && (
				<p className="mt-0.5 line-clamp-3" dir="auto">
					{problem}
				</p>
			)}
		</div>
	);
}
