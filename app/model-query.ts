import type { UsageSpan } from '../server/history/model-usage.ts';

/** Over which time the calls are told; the first is the usual one. */
export const SPANS: Record<UsageSpan, string> = { day: '24 h', week: '7 days', month: '30 days' };

/** Matches of which time the ranking is about, by the days that it goes back. */
export const RANKING_DAYS: Record<string, string> = {
	'7': 'the last 7 days',
	'30': 'the last 30 days',
	'90': 'the last 90 days',
	'365': 'the last 365 days',
};

/** What the address of a page about models asks for. */
export interface ModelQuery {
	span: UsageSpan;
	/** Competition code; all by default. */
	competition: string | undefined;
	/** Whole days (UTC) before today; all time by default. */
	days: number | undefined;
	includeRetroactive: boolean;
}

/**
 * Fields that are left empty ask for nothing.
 * @throws Response 400 for what these pages cannot show
 */
export function modelQuery(search: URLSearchParams): ModelQuery {
	const given = (name: string) => search.get(name)?.trim() || undefined;
	const span = given('over') ?? 'day';
	const days = given('days');
	if (!isSpan(span)) throw unknown('over', span, Object.keys(SPANS));
	if (days !== undefined && !(days in RANKING_DAYS)) throw unknown('days', days, Object.keys(RANKING_DAYS));
	const competition = given('competition');
	if (competition !== undefined && (competition.length > 100 || competition.includes('\0'))) {
		throw new Response('No competition has such a code: choose one in the ranking.', { status: 400 });
	}
	return {
		span,
		competition,
		days: days === undefined ? undefined : Number(days),
		includeRetroactive: given('retroactive') !== undefined,
	};
}

function isSpan(text: string): text is UsageSpan {
	return Object.hasOwn(SPANS, text);
}

function unknown(field: string, value: string, known: string[]): Response {
	return new Response(`There is no ${field} of "${value.slice(0, 20)}" here: choose ${known.join(', ')}.`, {
		status: 400,
	});
}
