import { z } from 'zod';
import { after, DAY } from '../server/clock.ts';
import { type MatchFilter, matchFilter } from '../server/pipeline/match-search/match-filter.ts';
import type { KickoffOrder } from '../server/pipeline/match-search/ordered-matches.ts';

/** The fields of the form that chooses matches, as the address has them; empty ones ask for nothing. */
export type MatchFields = Record<(typeof FIELDS)[number], string>;

const FIELDS = ['q', 'competition', 'status', 'state', 'from', 'to'] as const;

/** Which matches the console's address asks for. */
export interface MatchQuery {
	fields: MatchFields;
	filter: MatchFilter;
	/** It asks for something else than what is usual. */
	narrowed: boolean;
	order: KickoffOrder;
	/** Places in the list: the page after the one, or before the other. */
	after: string | undefined;
	before: string | undefined;
}

/** @throws Response 400 for what no filter can mean, in words */
export function matchQuery(search: URLSearchParams): MatchQuery {
	const given = (name: string) => search.get(name)?.trim() || undefined;
	const [q, competition, status, state, from, to] = FIELDS.map(given);
	const asked = written.safeParse({ text: q, competition, status, state, from, to, sort: given('sort') });
	if (!asked.success) throw problem(asked.error);
	const { sort, ...rest } = asked.data;
	const parsed = matchFilter.safeParse(rest);
	if (!parsed.success) throw problem(parsed.error);
	const filter = parsed.data;
	const narrowed = Object.values(filter).some((value) => value !== undefined);
	return {
		fields: {
			...{ q: q ?? '', competition: competition ?? '', status: status ?? '' },
			...{ state: state ?? '', from: from ?? '', to: to ?? '' },
		},
		filter,
		narrowed,
		order: sort ?? usualOrder(filter, narrowed),
		after: given('after'),
		before: given('before'),
	};
}

/** What is yet to come begins with the next kick-off; what may be of all times, with the latest. */
function usualOrder({ status, state, from }: MatchFilter, narrowed: boolean): KickoffOrder {
	const ahead = status === 'scheduled' || state === 'at_risk' || from !== undefined;
	return ahead || !narrowed ? 'up' : 'down';
}

const day = z.iso
	.date('must be a day, such as 2025-03-01')
	.transform((text) => new Date(`${text}T00:00:00Z`));

/** The days of the address as times; the rest is the filter's to say. */
const written = z.looseObject({
	from: day.optional(),
	// To the end of that day.
	to: day.transform((begin) => after(begin, DAY)).optional(),
	sort: z.enum(['up', 'down']).optional(),
});

/** What the page calls its fields. */
const LABELS: Record<string, string> = {
	text: 'search',
	competition: 'competition',
	status: 'status',
	state: 'state',
	from: 'first day',
	to: 'last day',
	sort: 'order',
};

function problem({ issues }: z.ZodError): Response {
	const fields = [...new Set(issues.map(({ path }) => LABELS[String(path[0])] ?? String(path[0])))];
	return new Response(
		`No matches can be listed by this ${fields.join(', ')}: choose it in the filter of the matches.`,
		{ status: 400 },
	);
}
