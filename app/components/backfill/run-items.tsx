import { Link } from '@remix-run/react';
import type { BackfillItem } from '../../../server/pipeline/backfill/read-items.ts';
import { urls } from '../../urls.ts';
import { KickoffTime } from '../pipeline/kickoff-time.tsx';
import { Badge } from '../ui/badge.tsx';
import { itemView } from './item-view.ts';

interface RunItemsProps {
	items: BackfillItem[];
	/** The run begins no further match. */
	cancelled: boolean;
}

/** The matches of a run in its order, and what became of each. On phones each stands in lines. */
export function RunItems({ items, cancelled }: RunItemsProps) {
	return (
		<ol className="divide-y" aria-label="Matches">
			{items.map((item) => (
				<Row key={item.match.id} item={item} cancelled={cancelled} />
			))}
		</ol>
	);
}

function Row({ item, cancelled }: { item: BackfillItem; cancelled: boolean }) {
	const { match, models, stored, reason } = item;
	const { label, tone, icon } = itemView(item, cancelled);
	return (
		<li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-2 sm:grid sm:grid-cols-[9rem_1fr_auto_7rem]">
			<p className="text-muted">
				<KickoffTime match={match} />
			</p>
			<Link
				to={urls.match(match.id)}
				className="order-first w-full font-medium hover:underline sm:order-none sm:w-auto"
				dir="auto"
			>
				{match.home} – {match.away}
			</Link>
			<p className={`ml-auto text-right ${stored === 0 ? 'text-muted' : ''}`}>
				{stored}
				<span className="text-muted">/{models}</span>
				<span className="sr-only"> predictions</span>
			</p>
			<p className="text-right">
				<Badge tone={tone} icon={icon}>
					{label}
				</Badge>
			</p>
			{reason && (
				<p
					className="line-clamp-3 w-full min-w-0 text-muted sm:col-span-3 sm:col-start-2 sm:w-auto"
					dir="auto"
				>
					{reason}
				</p>
			)}
		</li>
	);
}
