import type { MatchSummary } from '../../../server/pipeline/match-summary.ts';
import { Badge } from '../ui/badge.tsx';

type Status = MatchSummary['status'];

const VOID_WORDS: Record<Exclude<Status, 'scheduled' | 'live' | 'finished'>, string> = {
	postponed: 'Postponed',
	cancelled: 'Cancelled',
	abandoned: 'Abandoned',
	awarded: 'Awarded',
};

/** Where a match itself stands: its minute, full time, or why it is void. Nothing before kick-off. */
export function MatchStatus({ status, minute }: Pick<MatchSummary, 'status' | 'minute'>) {
	switch (status) {
		case 'scheduled':
			return null;
		case 'live':
			return (
				<span className="inline-flex items-center gap-1.5 whitespace-nowrap text-xs font-medium text-bad">
					<span aria-hidden className="size-1.5 animate-pulse rounded-full bg-bad" />
					{minute === null ? 'Live' : `${minute}′`}
				</span>
			);
		case 'finished':
			return <span className="whitespace-nowrap text-xs text-muted">Full time</span>;
		default:
			return <Badge tone="quiet">{VOID_WORDS[status]}</Badge>;
	}
}

/** "2 : 1", or a dash before there are goals. */
export function Score({ home, away }: { home: number | null; away: number | null }) {
	return home === null || away === null ? (
		<span className="text-muted">–</span>
	) : (
		<span className="whitespace-nowrap font-semibold">
			{home}
			<span className="mx-0.5 text-muted">:</span>
			{away}
		</span>
	);
}
