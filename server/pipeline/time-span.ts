import { MINUTE } from '../clock.ts';

/** "14:02 to 14:31 UTC on 2025-03-01", with seconds when it is short, and both days when they differ. */
export function timeSpan(from: Date, to: Date): string {
	const seconds = to.getTime() - from.getTime() < 2 * MINUTE;
	const [fromDay, fromTime] = utc(from, seconds);
	const [toDay, toTime] = utc(to, seconds);
	return fromDay === toDay
		? `${fromTime} to ${toTime} UTC on ${fromDay}`
		: `${fromDay} ${fromTime} to ${toDay} ${toTime} UTC`;
}

/** "14:02 UTC on 2025-03-01" */
export function timeOn(time: Date): string {
	const [day, text] = utc(time, false);
	return `${text} UTC on ${day}`;
}

function utc(time: Date, seconds: boolean): [day: string, time: string] {
	const text = time.toISOString();
	return [text.slice(0, 10), text.slice(11, seconds ? 19 : 16)];
}
