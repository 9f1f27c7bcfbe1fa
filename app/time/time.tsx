import { formatClock, formatDate, formatRelative, formatTime, formatWeekday } from './format.ts';
import { useNow } from './pipeline-clock.tsx';
import { useTimeZone } from './time-zone.tsx';

const FORMATS = { full: formatTime, weekday: formatWeekday, clock: formatClock, date: formatDate };

/** A time in the operator's zone, with UTC on hover; `weekday` and `clock` leave parts of the day out, `date` the time of day. */
export function Time({ at, as = 'full' }: { at: Date; as?: keyof typeof FORMATS }) {
	const timeZone = useTimeZone();
	return (
		<time dateTime={at.toISOString()} title={`${formatTime(at, 'UTC')} UTC`} className="whitespace-nowrap">
			{FORMATS[as](at, timeZone)}
		</time>
	);
}

/** How far away a time is by the pipeline's clock; it ticks. */
export function Relative({ at }: { at: Date }) {
	return <span className="whitespace-nowrap">{formatRelative(at, useNow())}</span>;
}
