import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CalendarX } from 'lucide-react';
import type { MatchSummary } from '../../server/pipeline/match-summary.ts';
import { MatchList } from '../components/pipeline/match-list.tsx';
import { Card } from '../components/ui/card.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { formatDay } from '../time/format.ts';
import { Time } from '../time/time.tsx';
import { useTimeZone } from '../time/time-zone.tsx';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Matches · Touchline' }];

export function loader({ context }: LoaderFunctionArgs) {
	return context.caller.matches.list();
}

export default function MatchesPage() {
	const { from, to, matches } = useLoaderData<typeof loader>();
	const days = byDay(matches, useTimeZone());
	return (
		<div className="grid gap-5">
			<div>
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Matches</h1>
				<p className="mt-1.5 text-muted">
					{matches.length} {matches.length === 1 ? 'match' : 'matches'} from <Time at={from} /> to{' '}
					<Time at={to} />.
				</p>
			</div>
			{days.length === 0 && (
				<Card title="No matches" flush>
					<Empty icon={CalendarX}>
						No match kicks off in this time; the fixture list may not have come yet.
					</Empty>
				</Card>
			)}
			{days.map(({ day, matches: ofDay }) => (
				<Card
					key={day}
					title={day}
					aside={`${ofDay.length} ${ofDay.length === 1 ? 'match' : 'matches'}`}
					flush
				>
					<MatchList wide matches={ofDay} caption={`Matches on ${day}`} />
				</Card>
			))}
		</div>
	);
}

function byDay(matches: MatchSummary[], timeZone: string): { day: string; matches: MatchSummary[] }[] {
	const days = new Map<string, MatchSummary[]>();
	for (const match of matches) {
		const day = formatDay(match.kickoffAt, timeZone);
		days.set(day, [...(days.get(day) ?? []), match]);
	}
	return [...days].map(([day, ofDay]) => ({ day, matches: ofDay }));
}
