import { Temporal } from 'temporal-polyfill';

/**
 * The instant of a local date and time. A time that the zone skips (clocks go forward) moves forward by
 * the gap, so 01:30 in London on 2025-03-30 is 02:30 summer time; one that it has twice (clocks go back)
 * is the earlier one. Temporal calls this rule "compatible".
 *
 * @param date YYYY-MM-DD
 * @param time HH:MM
 * @param timeZone IANA name, or an offset such as "+01:00"
 * @throws RangeError when any of them is not valid
 */
export function zonedTime(date: string, time: string, timeZone: string): Date {
	const local = Temporal.PlainDateTime.from(`${date}T${time}`);
	return new Date(local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** The date (YYYY-MM-DD) that people in the zone have at that instant. */
export function localDate(at: Date, timeZone: string): string {
	return Temporal.Instant.fromEpochMilliseconds(at.getTime())
		.toZonedDateTimeISO(timeZone)
		.toPlainDate()
		.toString();
}

/**
 * When a local date begins and ends; an instant of the day is at or after `start` and before `end`.
 *
 * @param date YYYY-MM-DD
 * @throws RangeError when the date or the zone is not valid
 */
export function dayBounds(date: string, timeZone: string): { start: Date; end: Date } {
	const day = Temporal.PlainDate.from(date);
	return { start: startOf(day, timeZone), end: startOf(day.add({ days: 1 }), timeZone) };
}

function startOf(day: Temporal.PlainDate, timeZone: string): Date {
	return new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
}
