import { InvalidArgumentError } from 'commander';
import { after, DAY } from '../../server/clock.ts';

/** A time in UTC: "2025-03-01" is its midnight, "2025-03-01T15:00Z" as it says. */
export function utcTime(text: string): Date {
	return parse(text).at;
}

/** The end of a time in UTC that is not included: of "2025-03-01" the next midnight, so that the day is in it. */
export function utcEnd(text: string): Date {
	const { at, isDay } = parse(text);
	return isDay ? after(at, DAY) : at;
}

function parse(text: string): { at: Date; isDay: boolean } {
	const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
	const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(text);
	const at = new Date(isDay || isTime ? text : Number.NaN);
	// What the calendar or the clock does not have, such as 30 February, would become another time.
	if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(text.slice(0, isDay ? 10 : 16))) {
		throw new InvalidArgumentError(
			'It must be a day such as 2025-03-01, or a time such as 2025-03-01T15:00Z.',
		);
	}
	return { at, isDay };
}
