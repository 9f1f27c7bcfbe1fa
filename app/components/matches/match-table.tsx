import { Link, useSearchParams } from '@remix-run/react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ListedMatch } from '../../../server/pipeline/match-list.ts';
import type { KickoffOrder } from '../../../server/pipeline/match-search/ordered-matches.ts';
import { formatDate } from '../../time/format.ts';
import { Relative, Time } from '../../time/time.tsx';
import { useTimeZone } from '../../time/time-zone.tsx';
import { urls } from '../../urls.ts';
import { MatchStatus, Score } from '../pipeline/match-status.tsx';
import { NextAction } from '../pipeline/next-action.tsx';
import { StageInitials, StageLights } from '../pipeline/stage-lights.tsx';

/** A page of matches by day: what they are, how they stand, and what happens to them next. */
export function MatchTable({ matches, order }: { matches: ListedMatch[]; order: KickoffOrder }) {
	return (
		<table className="w-full table-fixed border-collapse">
			<caption className="sr-only">Matches by kick-off</caption>
			<thead className="text-left text-xs text-muted">
				<tr className="border-b *:whitespace-nowrap *:px-2 *:py-2 *:font-medium *:first:pl-4 *:last:pr-4">
					<th scope="col" className="w-28" aria-sort={order === 'up' ? 'ascending' : 'descending'}>
						<OrderLink order={order} />
					</th>
					<th scope="col">Match</th>
					<th scope="col" className="w-16 text-center">
						Score
					</th>
					<th scope="col" className="hidden w-[30%] xl:table-cell">
						Next
					</th>
					<th scope="col" className="hidden w-24 text-right sm:table-cell">
						<span title="Predictions stored, of the enabled models">Predictions</span>
					</th>
					<th scope="col" className="hidden w-40 sm:table-cell">
						<span className="sr-only">Stages</span>
						<StageInitials />
					</th>
				</tr>
			</thead>
			{byDay(matches, useTimeZone()).map(({ day, ofDay }) => (
				<tbody key={day} className="border-b last:border-b-0">
					<tr className="border-b bg-raised">
						<th scope="rowgroup" colSpan={6} className="px-4 py-1.5 text-left text-xs font-semibold">
							{day}
						</th>
					</tr>
					{ofDay.map((match) => (
						<Row key={match.id} match={match} />
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

function Row({ match }: { match: ListedMatch }) {
	const { id, home, away, kickoffAt, status, minute, homeGoals, awayGoals, predictions, stages } = match;
	return (
		<tr className="relative border-b align-top last:border-b-0 *:px-2 *:py-2.5 *:first:pl-4 *:last:pr-4 focus-within:bg-raised hover:bg-raised">
			<td>
				<Time at={kickoffAt} as="clock" />
				{!match.kickoffConfirmed && (
					<span className="block text-xs leading-tight text-warn">time not confirmed</span>
				)}
				<span className="block text-xs text-muted">
					{status === 'scheduled' ? (
						<Relative at={kickoffAt} />
					) : (
						<MatchStatus status={status} minute={minute} />
					)}
				</span>
			</td>
			<td className="min-w-0">
				<Link to={urls.match(id)} className="font-medium after:absolute after:inset-0">
					<Name>{home}</Name>
					<span className="sr-only"> against </span>
					<Name>{away}</Name>
				</Link>
				<span className="mt-0.5 line-clamp-2 break-words text-xs text-muted" dir="auto">
					{match.competition} · {match.round}
				</span>
				<span className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 sm:hidden">
					{match.served ? <StageLights stages={stages} /> : <History />}
					{match.served && (
						<span className="text-xs">
							<PredictionCount predictions={predictions} />
						</span>
					)}
				</span>
			</td>
			<td className="text-center">
				<Score home={homeGoals} away={awayGoals} />
			</td>
			<td className="hidden xl:table-cell">
				{match.served ? <NextAction next={match.next} /> : <History />}
			</td>
			<td className="hidden whitespace-nowrap text-right sm:table-cell">
				{match.served && <PredictionCount predictions={predictions} />}
				{predictions.retroactive > 0 && (
					<span className="block text-xs text-warn">{predictions.retroactive} retroactive</span>
				)}
			</td>
			<td className="hidden sm:table-cell">
				{match.served && <StageLights stages={stages} />}
				{!match.served && (
					<span className="xl:hidden">
						<History />
					</span>
				)}
			</td>
		</tr>
	);
}

function Name({ children }: { children: string }) {
	return (
		<span dir="auto" className="line-clamp-2 break-words">
			{children}
		</span>
	);
}

function History() {
	return (
		<span className="text-xs text-muted" title="It was over before Touchline heard of it">
			history
		</span>
	);
}

function PredictionCount({ predictions: { stored, wanted } }: Pick<ListedMatch, 'predictions'>) {
	return (
		<>
			{stored}
			<span className="text-muted">/{wanted}</span>
			<span className="sr-only"> predictions</span>
		</>
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
