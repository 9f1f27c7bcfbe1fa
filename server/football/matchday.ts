import { z } from 'zod';
import { AppError } from '../errors.ts';
import { type Fixture, type FixtureStatus, VOID_STATUSES } from './source.ts';
import { dayBounds, localDate } from './time-zones.ts';

interface Matchday<F extends Fixture> {
	/** Those that reach an end: with a result, or void. */
	playable: F[];
	/** Those that never would, because the source has no result for them. */
	leftOut: { fixture: F; reason: string }[];
}

/**
 * The matches of one local date, from a source that knows how they ended.
 *
 * @param date YYYY-MM-DD, as in the league's country
 * @throws AppError 'invalid' for what is not a date, 'not-found' for a date without matches
 */
export function matchdayOf<F extends Fixture>(
	{ fixtures }: { fixtures: F[] },
	timeZone: string,
	date: string,
): Matchday<F> {
	if (!z.iso.date().safeParse(date).success)
		throw new AppError('invalid', `"${date}" is not a date: give one such as 2025-05-25.`);
	const { start, end } = dayBounds(date, timeZone);
	const matches = fixtures.filter(({ kickoffAt }) => kickoffAt >= start && kickoffAt < end);
	if (matches.length === 0) throw noMatches(fixtures, timeZone, date);
	return {
		playable: matches.filter(reachesAnEnd),
		leftOut: matches
			.filter((fixture) => !reachesAnEnd(fixture))
			.map((fixture) => ({ fixture, reason: whyNot(fixture, date) })),
	};
}

const ENDS: readonly FixtureStatus[] = ['finished', ...VOID_STATUSES];

function reachesAnEnd({ status }: Fixture): boolean {
	return ENDS.includes(status);
}

function whyNot({ home, away }: Fixture, date: string): string {
	return `${home} against ${away} on ${date} is left out: the data has no result for it.`;
}

function noMatches(fixtures: Fixture[], timeZone: string, date: string): AppError {
	const competition = fixtures[0]?.competition;
	if (competition === undefined)
		return new AppError(
			'not-found',
			`The data has no match on ${date}, nor on any other date: use other data.`,
		);
	const dates = fixtures.map(({ kickoffAt }) => localDate(kickoffAt, timeZone)).sort();
	const nearest = [dates.findLast((other) => other < date), dates.find((other) => other > date)];
	const named = nearest.filter((other) => other !== undefined).join(' or ');
	return new AppError(
		'not-found',
		`${competition} has no match on ${date}: choose ${named}, the nearest with matches.`,
	);
}
