import { after, DAY, HOUR } from '../clock.ts';

/** How long what happened is told by the minute, and after that by the hour; then it is told by the day, for ever. */
const MINUTES_KEPT = 2 * DAY;
const HOURS_KEPT = 60 * DAY;

/** Whole hours and days alone are thinned, so that nothing is added to one that was. */
export function ages(now: Date): { hoursBefore: Date; daysBefore: Date } {
	return {
		hoursBefore: startOf(HOUR, after(now, -MINUTES_KEPT)),
		daysBefore: startOf(DAY, after(now, -HOURS_KEPT)),
	};
}

/** The beginning of the hour or the day (UTC) that a time lies in. */
export function startOf(unit: number, time: Date): Date {
	return new Date(Math.floor(time.getTime() / unit) * unit);
}

/** The beginning of the first of the last so many days (UTC), today among them. */
export function firstOfDays(days: number, now: Date): Date {
	return after(startOf(DAY, now), -(days - 1) * DAY);
}
