import { Temporal } from 'temporal-polyfill';
import { after, DAY, HOUR } from '../clock.ts';
import { zonedTime } from '../football/time-zones.ts';
import type { ProcessContext } from '../process.ts';
import { COVERAGE_HOURS } from './coverage.ts';
import { both, type MatchCondition, withIds } from './match-condition.ts';
import { matchesThat } from './match-search/filter-condition.ts';
import { beyond, cursorAt } from './match-search/match-cursor.ts';
import type { MatchFilter } from './match-search/match-filter.ts';
import { type KickoffOrder, orderedMatches, type PlacedMatch } from './match-search/ordered-matches.ts';
import { matchStates } from './match-state.ts';
import { type MatchSummary, served, summarize } from './match-summary.ts';

export interface MatchListRequest {
	filter: MatchFilter;
	order: KickoffOrder;
	/** `next` of the page before this one. */
	after?: string | undefined;
	/** `previous` of the page that comes after this one; left out with `after`. */
	before?: string | undefined;
	limit: number;
}

/** A page of matches. */
export interface MatchList {
	/** Kick-offs that were asked for, or are shown when nothing was; null where there is no bound. */
	from: Date | null;
	/** Not included. */
	to: Date | null;
	matches: ListedMatch[];
	/** Place of the page before and of the one after; null where there is none. */
	previous: string | null;
	next: string | null;
}

export interface ListedMatch extends MatchSummary {
	season: string;
	round: string;
	/** False for a match that was over before Touchline heard of it. */
	served: boolean;
}

type ListDeps = Pick<ProcessContext, 'db' | 'clock' | 'queues' | 'windows' | 'replay' | 'env'>;

/**
 * A page of the matches that the filter means, by kick-off, in a fixed number of queries. A filter that asks for
 * nothing means the served matches of the replayed matchday, or of the last 24 hours and the next 48. Matches that
 * are stored or move while one turns the pages repeat and hide no other.
 * @throws AppError 'invalid' for a page that does not exist
 */
export async function listMatches(deps: ListDeps, request: MatchListRequest): Promise<MatchList> {
	const { filter, condition } = await meant(deps, request.filter);
	const page = await readPage(deps, condition, { ...request, filter });
	return {
		from: filter.from ?? null,
		to: filter.to ?? null,
		...page,
		matches: await describe(deps, page.matches),
	};
}

async function meant(
	deps: ListDeps,
	asked: MatchFilter,
): Promise<{ filter: MatchFilter; condition: MatchCondition }> {
	const usual = Object.values(asked).every((value) => value === undefined);
	const filter = usual ? await usualWindow(deps) : asked;
	const condition = await matchesThat(deps, filter);
	return { filter, condition: usual ? both(condition, served(deps)) : condition };
}

async function usualWindow({ db, clock, replay }: ListDeps): Promise<{ from: Date; to: Date }> {
	const now = clock.now();
	const competition = replay && (await db.competition.findUnique({ where: { id: replay.competitionId } }));
	if (!competition) return { from: after(now, -DAY), to: after(now, COVERAGE_HOURS * HOUR) };
	const nextDay = Temporal.PlainDate.from(replay.date).add({ days: 1 }).toString();
	return {
		from: zonedTime(replay.date, '00:00', competition.timeZone),
		to: zonedTime(nextDay, '00:00', competition.timeZone),
	};
}

interface Page {
	matches: PlacedMatch[];
	previous: string | null;
	next: string | null;
}

/** One match more than is shown tells whether there is a page beyond; the way back is where one came from. */
async function readPage(
	{ db }: ListDeps,
	condition: MatchCondition,
	{ filter: { text }, order, limit, after: from, before }: MatchListRequest,
): Promise<Page> {
	const backwards = from === undefined && before !== undefined;
	const direction = backwards ? OPPOSITE[order] : order;
	const place = from ?? before;
	const found = await orderedMatches(db, {
		condition: place === undefined ? condition : both(condition, beyond(place, direction)),
		text,
		order: direction,
		limit: limit + 1,
	});
	const shown = found.slice(0, limit);
	const matches = backwards ? shown.toReversed() : shown;
	const [first, last] = [matches[0], matches.at(-1)];
	const more = found.length > limit;
	return {
		matches,
		previous: first && (backwards ? more : place !== undefined) ? cursorAt(first) : null,
		next: last && (backwards || more) ? cursorAt(last) : null,
	};
}

const OPPOSITE: Record<KickoffOrder, KickoffOrder> = { up: 'down', down: 'up' };

/** What a list says of the matches of its page. */
async function describe(deps: ListDeps, placed: PlacedMatch[]): Promise<ListedMatch[]> {
	const ids = placed.map(({ id }) => id);
	const [states, rows] = await Promise.all([
		matchStates(deps, withIds(ids)),
		deps.db.$queryRaw<Pick<ListedMatch, 'id' | 'season' | 'round' | 'served'>[]>`
			SELECT m.id, m.season, m.round, ${served(deps)} AS served FROM "Match" m WHERE ${withIds(ids)}`,
	]);
	const summaries = new Map(states.map((state) => [state.id, summarize(state)]));
	const details = new Map(rows.map((row) => [row.id, row]));
	return ids.flatMap((id) => {
		const [summary, detail] = [summaries.get(id), details.get(id)];
		return summary && detail ? [{ ...summary, ...detail }] : [];
	});
}
