import { Link, useSearchParams } from '@remix-run/react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ListedMatch } from '../../../server/pipeline/match-list.ts';
import type { KickoffOrder } from '../../../server/pipeline/match-search/ordered-matches.ts';
import { formatDate } from '../../time/format.ts';
import { useTimeZone } from '../../time/time-zone.tsx';
import { NextAction } from '../pipeline/next-action.tsx';
import { MATCH_TABLE, MatchHead, MatchRow } from './match-row.tsx';

/** A page of matches by day: what they are, how they stand, and what happens to them next. */
export function MatchTable({ matches, order }: { matches: ListedMatch[]; order: KickoffOrder }) {
	return (
		<table className={MATCH_TABLE}>
			<caption className="sr-only">Matches by kick-off</caption>
			<MatchHead
				kickoff={
					<th scope="col" className="sm:w-28" aria-sort={order === 'up' ? 'ascending' : 'descending'}>
						<OrderLink order={order} />
					</th>
				}
				next={
					<th scope="col" className="w-[30%] max-xl:hidden">
						Next
					</th>
				}
			/>
			{byDay(matches, useTimeZone()).map(({ day, ofDay }) => (
				<tbody key={day} className="border-b last:border-b-0">
					<tr className="border-b bg-raised max-sm:block">
						<th
							scope="rowgroup"
							colSpan={6}
							className="px-4 py-1.5 text-left text-xs font-semibold max-sm:block"
						>
							{day}
						</th>
					</tr>
					{ofDay.map((match) => (
						<ListedRow key={match.id} match={match} />
					))}
				</tbody>
			))}
		</table>
	);
}

/** Turns the list around; it begins anew. */
function OrderLink({ order }: { order: KickoffOrder }) {
	const [search] = useSearchParams();
	const turned = new URLSearchParams(search);
	for (const place of ['after', 'before']) turned.delete(place);
	turned.set('sort', order === 'up' ? 'down' : 'up');
	const Arrow = order === 'up' ? ArrowUp : ArrowDown;
	const wouldBe = order === 'up' ? 'latest' : 'earliest';
	return (
		<Link
			to={`?${turned}#list`}
			title={`Show the ${wouldBe} first`}
			className="inline-flex min-h-6 items-center gap-1 hover:text-ink"
		>
			Kick-off
			<Arrow aria-hidden className="size-3.5" />
		</Link>
	);
}

function ListedRow({ match }: { match: ListedMatch }) {
	return (
		<MatchRow
			match={match}
			kickoffAs="clock"
			about={
				<span className="mt-0.5 line-clamp-2 break-words text-xs text-muted" dir="auto">
					{match.competition} · {match.round}
				</span>
			}
			next={<td className="max-xl:hidden">{match.served && <NextAction next={match.next} />}</td>}
			unserved={match.served ? undefined : <History />}
		/>
	);
}

function History() {
	return (
		<span className="text-xs text-muted" title="It was over before Touchline heard of it">
			history
		</span>
	);
}

function byDay(matches: ListedMatch[], timeZone: string): { day: string; ofDay: ListedMatch[] }[] {
	const days = new Map<string, ListedMatch[]>();
	for (const match of matches) {
		const day = formatDate(match.kickoffAt, timeZone);
		days.set(day, [...(days.get(day) ?? []), match]);
	}
	return [...days].map(([day, ofDay]) => ({ day, ofDay }));
}
