import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CalendarX } from 'lucide-react';
import { MatchFilterForm } from '../components/matches/match-filter-form.tsx';
import { MatchTable } from '../components/matches/match-table.tsx';
import { Card } from '../components/ui/card.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { TurnPages } from '../components/ui/turn-pages.tsx';
import { counted } from '../count.ts';
import { matchQuery } from '../match-query.ts';
import { Time } from '../time/time.tsx';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Matches · Touchline' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const { fields, narrowed, ...query } = matchQuery(new URL(request.url).searchParams);
	const [page, competitions] = await Promise.all([
		context.caller.matches.list(query),
		context.caller.matches.competitions(),
	]);
	return { ...page, competitions, fields, narrowed, order: query.order };
}

export default function MatchesPage() {
	const { from, to, matches, previous, next, competitions, fields, narrowed, order } =
		useLoaderData<typeof loader>();
	const whole = previous === null && next === null;
	return (
		<div className="grid gap-5">
			<div>
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Matches</h1>
				<p className="mt-1.5 text-muted">
					{narrowed || !from || !to ? (
						`${counted(matches.length, 'match', 'matches')}${whole ? '' : ' on this page'}, ${order === 'up' ? 'the earliest' : 'the latest'} kick-off first.`
					) : (
						<>
							{counted(matches.length, 'match', 'matches')}
							{!whole && ' on this page'}, from <Time at={from} /> to <Time at={to} />.
						</>
					)}
				</p>
			</div>
			<Card id="list" title="All matches" aside={narrowed ? 'filtered' : 'around now'} flush>
				<MatchFilterForm fields={fields} competitions={competitions} narrowed={narrowed} />
				{matches.length > 0 ? (
					<MatchTable matches={matches} order={order} />
				) : (
					<Empty icon={CalendarX}>
						{narrowed
							? 'No match is found by this: leave a word or a choice out.'
							: 'No match kicks off in this time; the fixture list may not have come yet.'}
					</Empty>
				)}
				<TurnPages label="Pages of matches" previous={previous} next={next} />
			</Card>
		</div>
	);
}
